/** Describes values. What a value answers may be anything; what it cannot say of itself in order is left to its text. */
export const VALUES = String.raw`
MAX_ROWS, MAX_COLUMNS, MAX_NUMBERS, MAX_CELL, MAX_LABEL = 200, 50, 1000, 500, 200
MAX_SAFE = 2 ** 53 - 1

def is_number(value):
    # Neither infinite nor not a number: those cannot be drawn.
    return type(value) in (int, float) and abs(value) < 1e300

def is_count(value):
    return type(value) is int and 0 <= value <= MAX_SAFE

def drawn(number):
    return number if type(number) is float or abs(number) <= MAX_SAFE else float(number)

def cell_of(value):
    return cut(value if type(value) is str else repr(value))[:MAX_CELL]

def table(columns, rows, length):
    return {'kind': 'table', 'columns': columns, 'rows': [list(map(cell_of, row)) for row in rows], 'more': length - len(rows)}

def counted(value):
    hits, misses, maxsize, currsize = value.cache_info()
    if not (is_count(hits) and is_count(misses) and is_count(currsize) and (maxsize is None or is_count(maxsize))):
        return None
    name = getattr(value, '__name__', None)
    info = {'hits': hits, 'misses': misses, 'maxsize': jsnull if maxsize is None else maxsize, 'currsize': currsize}
    return {'kind': 'cache', 'name': name if type(name) is str and name else name_of_type(type(value)), 'policy': 'lru', 'info': info}

def listed(value):
    if len(value) > 1 and all(map(is_number, first := value[:MAX_NUMBERS])):
        return {'kind': 'numbers', 'values': list(map(drawn, first)), 'more': len(value) - len(first)}
    rows = value[:MAX_ROWS]
    if len(value) > 1 and all(isinstance(row, dict) for row in rows):
        columns = list(dict.fromkeys(key for row in rows for key in row))[:MAX_COLUMNS]
        return table(list(map(cell_of, columns)), [[row.get(key, '') for key in columns] for row in rows], len(value))

def rich(value):
    if type(value) in (list, tuple):
        return listed(value)
    if isinstance(value, dict):
        return table([host.key, host.value], list(islice(value.items(), MAX_ROWS)), len(value)) if value else None
    if hasattr(value, 'cache_info') and hasattr(value, 'cache_clear'):
        return counted(value)

def counterpart(value):
    """Of what is a cache or a value of the host's language, that; otherwise none."""
    return kept_by(value).box.cache if type(value) in (CachedFunction, KeyedCache) else value if isinstance(value, JsProxy) else None

def describe(value):
    if (theirs := counterpart(value)) is not None:
        return host.describe(theirs)
    # What its repr raises is the cell's error, as in any Python.
    shown = {'text': cut(repr(value))}
    try:
        data = rich(value)
    except Exception:
        data = None
    return plain(shown if data is None else {**shown, 'value': data})

def label(value):
    """In a picture, where nobody has asked for its repr: short, and there in any case."""
    try:
        is_large = isinstance(value, (list, tuple, dict, set, frozenset, str, bytes)) and len(value) > 1000
        text = repr(value[:MAX_LABEL]) if is_large and isinstance(value, (list, tuple, str, bytes)) else None
        if text is None:
            text = object.__repr__(value) if is_large else cut(repr(value))
        return text if len(text) <= MAX_LABEL else text[:MAX_LABEL] + '...'
    except Exception:
        return object.__repr__(value)

def show(*values):
    for value in values:
        host.show(describe(value))

def show_tree(function, /):
    """The calls of a cached function as a tree."""
    asked(host.showTree, counterpart(function))

show_tree.__name__ = show_tree.__qualname__ = 'tree'
show.tree = show_tree
`;
