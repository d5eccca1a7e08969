"""Where a cache belongs: its name, its file and line, and whether that is the person's own code."""

import functools
import os
import sys

FunctionType = type(lambda: None)
MethodType = type((lambda self: None).__get__(0))
partial = functools.partial

#: More than wrappers are ever nested. They may refer to each other in a circle.
MAX_WRAPPED = 100
#: A person's texts may have twice as many units where they are read.
MAX_TEXT = 2000

_begun_in = os.getcwd()
_standard_library = os.path.dirname(os.__file__) + os.sep
#: A debugger comes from where the editor has it.
_libraries = [os.sep + folder + os.sep for folder in ('site-packages', 'dist-packages', 'debugpy', 'pydevd')]
_functools_file = functools.update_wrapper.__code__.co_filename


def is_library(file):
    """Of a file as code objects name it."""
    if file.startswith('<frozen '):
        return True
    path = full_path(file)
    return path is not None and (
        path.startswith(_standard_library) or any(part in path for part in _libraries)
    )


def full_path(file):
    """None for code that was in no file."""
    if not file or file.startswith('<') or len(file) > MAX_TEXT:
        return None
    return os.path.normpath(os.path.join(_begun_in, file))


def members_of(thing):
    """What was set on the thing itself, without running any code of its class."""
    try:
        members = object.__getattribute__(thing, '__dict__')
    except Exception:
        return {}
    return members if type(members) is dict else {}


def function_of(cache):
    """The innermost function that is called in the end, none of ours; None where it is no function of Python."""
    thing = cache
    found = None
    for _ in range(MAX_WRAPPED):
        kind = type(thing)
        if kind is FunctionType:
            found = found if is_probe(thing.__code__.co_filename) else thing
            thing = members_of(thing).get('__wrapped__')
        elif kind is MethodType or kind is staticmethod or kind is classmethod:
            thing = thing.__func__
        elif kind is partial:
            thing = thing.func
        else:
            thing = members_of(thing).get('__wrapped__')
        if thing is None:
            break
    return found


def caller(file_of_library=None, codes=()):
    """File and line of the code that made a cache: the innermost frame that is none of ours, of `functools`, or these."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        file = code.co_filename
        if file not in (_functools_file, file_of_library) and code not in codes and not is_probe(file):
            return file, frame.f_lineno
        frame = frame.f_back
    return None


_probe_folder = os.path.dirname(__file__) + os.sep


def is_probe(file):
    return file.startswith(_probe_folder)


def text(value):
    return value[:MAX_TEXT] if type(value) is str else None


def facts_of(cache, made, kind, policy, maxsize):
    """What is told of a cache. `made` is where, for it may have no code of its own, or that of a library."""
    function = function_of(cache)
    members = members_of(cache)
    place = None
    if function is not None:
        code = function.__code__
        place = (code.co_filename, code.co_firstlineno)
    if made is not None and (place is None or (is_library(place[0]) and not is_library(made[0]))):
        place = made
    facts = {
        'name': text(name_of(cache, members, function, made)),
        'isLibrary': place is None or is_library(place[0]),
        'kind': kind,
        'policy': policy,
        'maxsize': maxsize,
    }
    module = members.get('__module__') if type(cache) is not FunctionType else cache.__module__
    if type(module) is str:
        facts['module'] = text(module)
    path = place and full_path(place[0])
    if path:
        facts['file'] = path
        facts['line'] = max(place[1], 1)
    return facts


def name_of(cache, members, function, made):
    if type(cache) is FunctionType:
        return cache.__qualname__
    for name in (members.get('__qualname__'), members.get('__name__'), function and function.__qualname__):
        if type(name) is str:
            return name
    wrapped = members.get('__wrapped__')
    name = (type(cache) if wrapped is None else type(wrapped)).__name__
    return name if made is None else '%s (%s:%d)' % (name, os.path.basename(made[0]), made[1])
