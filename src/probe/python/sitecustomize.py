"""Cachebook's guest in a Python program.

The folder of this file is in front in PYTHONPATH, so Python runs it as its `sitecustomize` before the program begins.
It starts the probe and then makes room for the program's own `sitecustomize`, as if it had never been there. Any
Python may come here, also one that is too old for the probe: this file is written so that each can read it.
"""

import sys


def _start():
    version = sys.version_info
    if version < (3, 8):
        sys.stderr.write('cachebook: not watching: Python %d.%d is too old\n' % (version[0], version[1]))
        return
    try:
        from cachebook_probe import start

        start()
    except Exception:
        pass  # The program goes on without us, and without a word of ours in its output.


def _leave():
    """Nothing of ours stays where a program looks for modules."""
    folder = __file__.replace('\\', '/').rpartition('/')[0]
    sys.path[:] = [entry for entry in sys.path if entry.replace('\\', '/').rstrip('/') != folder]
    for entry in list(sys.path_importer_cache):
        if entry.replace('\\', '/').rstrip('/') == folder:
            del sys.path_importer_cache[entry]
    for name in list(sys.modules):
        if name.partition('.')[0] == 'cachebook_probe':
            del sys.modules[name]
    return sys.modules.pop('sitecustomize', None)


try:
    _start()
finally:
    _kept = _leave()  # Python 2 empties a module that nothing holds.

# The program's own. Where it has none this raises what Python's `site` expects then, and what it raises is its own.
import sitecustomize  # noqa: E402, F401
