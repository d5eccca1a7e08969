"""Sees each cache that `functools` makes, without anything of `functools` looking different.

`lru_cache`, `cache` and every decorator that is made with `wraps` go through `functools.update_wrapper`. Its code is
replaced, not the function: what others have imported before is heard, too.
"""

import functools

from .place import FunctionType

_PLACE = 'what is put here: the original, and who is told'


def _template():
    def update_wrapper(wrapper, wrapped, assigned=None, updated=None):
        original, see = 'what is put here: the original, and who is told'
        wrapper = original(wrapper, wrapped, assigned, updated)
        see(wrapper)
        return wrapper

    return update_wrapper.__code__


def hook(see):
    """True unless the program has put something of its own there."""
    function = functools.update_wrapper
    if type(function) is not FunctionType:
        return False
    code = function.__code__
    if is_ours(code):
        return True
    if code.co_name != 'update_wrapper' or code.co_freevars:
        return False
    original = FunctionType(code, function.__globals__, code.co_name, function.__defaults__)
    template = _template()
    changes = {
        'co_filename': code.co_filename,
        'co_firstlineno': code.co_firstlineno,
        'co_consts': tuple((original, see) if each == _PLACE else each for each in template.co_consts),
    }
    if hasattr(code, 'co_qualname'):
        changes['co_qualname'] = code.co_qualname
    function.__code__ = template.replace(**changes)
    return True


def is_ours(code):
    return any(type(each) is tuple and len(each) == 2 and type(each[0]) is FunctionType for each in code.co_consts)
