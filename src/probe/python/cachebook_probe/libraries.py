"""Adapters of libraries that tell nothing by themselves: they are prepared when the program imports them."""

import sys

from .adapters import adapters


def watch_libraries(registry, recorder):
    """Those that were imported before us are prepared at once."""

    def adapt(name, module):
        try:
            adapters[name](module, registry, recorder)
        except Exception:
            pass  # A version that looks different: its caches are not seen, and it works.

    for name in adapters:
        if name in sys.modules:
            adapt(name, sys.modules[name])
    sys.meta_path.insert(0, Finder(adapt))


class Finder:
    """Finds nothing itself; where another one finds a library of ours, the library is prepared as soon as it has run."""

    def __init__(self, adapt):
        self.adapt = adapt

    def find_spec(self, name, path=None, target=None):
        if name not in adapters:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, 'find_spec', None)
            spec = None if finder is self or find is None else find(name, path, target)
            if spec is not None:
                self.prepare(name, spec.loader)
                return spec
        return None

    def prepare(self, name, loader):
        """On this one loader only, and until it has been used."""
        try:
            run = loader.exec_module

            def exec_module(module):
                del loader.exec_module
                run(module)
                self.adapt(name, module)

            loader.exec_module = exec_module
        except Exception:
            pass  # A loader of another kind.
