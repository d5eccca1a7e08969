/**
 * What the other parts stand on. Whatever they use is bound here, before any cell has run: a cell may replace what is
 * in a module, and it must still be told of.
 */
export const START = String.raw`
import __future__, __main__, builtins, sys, time
from _ast import Expr, Expression
from asyncio import all_tasks, ensure_future, iscoroutine, shield
from contextvars import ContextVar
from functools import _CacheInfo as CacheInfo, _make_key as make_key, update_wrapper
from itertools import islice
from linecache import cache as sources
from operator import attrgetter
from sys import getrecursionlimit, setprofile, setrecursionlimit, settrace
from textwrap import dedent
from types import MethodType, SimpleNamespace
from weakref import WeakValueDictionary
import asyncio
from js import Object
from pyodide.ffi import JsException, JsProxy, create_proxy, jsnull, to_js
from pyodide import webloop
from pyodide.webloop import WebLoop

def no_input(*_):
    raise EOFError(host.noInput)

builtins.input = no_input
# What a cell replaces of these is put back when it ends. The functions here have their own.
shared = vars(builtins)
whole = __builtins__ = dict(shared)

# As in a program: "from __main__ import f" finds what cells have defined.
cells = __main__.__dict__
entries = Object.fromEntries
CELL = 'cell-'

def plain(value):
    """As the host's language has it. What is in it is plain as well."""
    return to_js(value, dict_converter=entries, create_pyproxies=False)

# Asked for the line that uses a cache. Compiled functions all: while one runs, no code of a cell does.
frame_at, caller_of, file_of, line_of = sys._getframe, attrgetter('f_back'), attrgetter('f_code.co_filename'), attrgetter('f_lineno')
`;
