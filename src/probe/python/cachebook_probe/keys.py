"""What is told of the arguments of a call: a description that is equal where `lru_cache` takes the keys for equal.

No code of the person's runs for it, and nothing of the person's is kept. Numbers, texts, bytes, None and tuples of
those are told by value; everything else by identity.
"""

import os

#: Numbers up to here are told as themselves.
EXACT = 2**53 - 1
LONG_TEXT = 64
LONG_KEY = 256
MAX_DEPTH = 2
MAX_MEMBERS = 64
_MASK = 2**64 - 1


def describer(typed, is_hashed):
    """A function from positional and keyword arguments to what is told of the key."""
    #: How 0 and 1 were first written: True, 1 and 1.0 are one key unless types count.
    written = {}

    def lone(value):
        kind = type(value)
        if kind is int and -EXACT <= value <= EXACT:
            return value
        if kind is str and len(value) <= LONG_TEXT and "'" not in value:
            return "'" + value + "'"
        if (kind is float or kind is bool) and not typed and value == value:
            # Never equal to an int that stands alone, which is its own key.
            return written.setdefault((value,), repr(value)) if value in (0, 1) else repr(value)
        return shortened(part(value, written, 0, typed))

    def describe(args, kwargs):
        if not kwargs:
            if len(args) == 1:
                return lone(args[0])
            if not args:
                return '()'
        parts = [part(value, written, 0, typed) for value in args[:MAX_MEMBERS]]
        if len(args) > MAX_MEMBERS:
            parts.append('+%d' % (len(args) - MAX_MEMBERS))
        parts += ['%s=%s' % (name, part(value, written, 0, typed)) for name, value in kwargs.items()]
        return shortened(', '.join(parts))

    return hashed(describe) if is_hashed else describe


def key_describer(is_hashed, call_type, mark):
    """The same for the keys of a mapping. Those of `call_type` are tuples of arguments, keywords after the `mark`."""
    written = {}

    def describe(key):
        if type(key) is call_type:
            key = tuple.__getitem__(key, slice(None))
            names = key[key.index(mark) + 1:] if mark in key else ()
            args = key[:len(key) - len(names) - 1] if names else key
            if len(args) != 1 or names:
                parts = [part(value, written, 0, False) for value in args[:MAX_MEMBERS]]
                parts += [part(value, written, 0, False) for value in names[:MAX_MEMBERS]]
                return shortened(', '.join(parts) or '()')
            key = args[0]
        if type(key) in (int, float, bool) and -EXACT <= key <= EXACT and key == int(key):
            return int(key)
        return shortened(part(key, written, 0, False))

    return hashed(describe) if is_hashed else describe


def hashed(describe):
    """With a secret of this process, so that nobody finds a key by trying."""
    secret = os.urandom(16).hex()

    def describe_hashed(*args):
        return '#%016x' % (hash('%s %r' % (secret, describe(*args))) & _MASK)

    return describe_hashed


def shortened(text):
    if len(text) <= LONG_KEY:
        return text
    return '%s… #%016x' % (text[:LONG_TEXT * 2], hash(text) & _MASK)


def part(value, written, depth, typed):
    kind = type(value)
    if kind is int:
        if typed:
            return number(value)
        return written.setdefault(value, repr(value)) if value in (0, 1) else number(value)
    if kind is str:
        return repr(value) if len(value) <= LONG_TEXT else long_one(value)
    if value is None:
        return 'None'
    if kind is bool:
        return repr(value) if typed else written.setdefault(value, repr(value))
    if kind is float:
        return real(value, written, typed)
    if kind is bytes:
        return repr(value) if len(value) <= LONG_TEXT else long_one(value)
    if kind is tuple and depth < MAX_DEPTH:
        if not value:
            return 'tuple()'
        # Types count for the arguments themselves only.
        parts = [part(each, written, depth + 1, False) for each in value[:MAX_MEMBERS]]
        if len(value) > MAX_MEMBERS:
            parts.append('+%d' % (len(value) - MAX_MEMBERS))
        return '(%s,)' % parts[0] if len(value) == 1 else '(%s)' % ', '.join(parts)
    return by_identity(value)


def number(value):
    if value.bit_length() <= 64:
        return repr(value)
    return '<int of %d bits #%016x>' % (value.bit_length(), hash((hash(value), value & _MASK)) & _MASK)


def real(value, written, typed):
    if value != value:
        return '<nan %x>' % id(value)
    if typed:
        return repr(value + 0.0)  # -0.0 is 0.0.
    if value in (0, 1):
        return written.setdefault(value, repr(value))
    return number(int(value)) if value.is_integer() else repr(value)


def long_one(value):
    return '%r… (%d, #%016x)' % (value[:LONG_TEXT], len(value), hash(value) & _MASK)


def by_identity(value):
    return '<%s %x>' % (type.__dict__['__name__'].__get__(type(value)), id(value))
