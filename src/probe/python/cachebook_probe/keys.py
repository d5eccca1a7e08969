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
    #: How 0 and 1 were first written at a place: True, 1 and 1.0 are one key unless types count.
    written = {}

    def describe(args, kwargs):
        if kwargs or len(args) != 1:
            return several(args, kwargs)
        value = args[0]
        kind = type(value)
        if kind is int and -EXACT <= value <= EXACT:
            return value
        if kind is str and len(value) <= LONG_TEXT and "'" not in value:
            return "'" + value + "'"
        if (kind is float or kind is bool) and not typed and value == value:
            # Never equal to an int that stands alone, which is its own key.
            return written.setdefault((None, value), repr(value)) if value in (0, 1) else repr(value)
        return shortened(part(value, written, 0, typed, 0))

    def several(args, kwargs):
        parts = [part(value, written, 0, typed, place) for place, value in enumerate(args[:MAX_MEMBERS])]
        if len(args) > MAX_MEMBERS:
            parts.append('+%d' % (len(args) - MAX_MEMBERS))
        parts += ['%s=%s' % (name, part(value, written, 0, typed, name)) for name, value in kwargs.items()]
        return shortened(', '.join(parts)) if parts else '()'

    return hashed(describe) if is_hashed else describe


def key_describer(is_hashed, call_type, mark):
    """The same for the keys of a mapping. Those of `call_type` are tuples of arguments, keywords after the `mark`."""
    written = {}

    def describe(key):
        if type(key) is call_type:
            key = tuple.__getitem__(key, slice(None))
            # By identity: whether something is equal to the mark, its own code would say.
            place = next((place for place, each in enumerate(key) if each is mark), len(key))
            if place != 1 or len(key) > 1:
                parts = [part(value, written, 0, False, at) for at, value in enumerate(key[:place])]
                parts += named(key[place + 1:], written)
                return shortened(', '.join(parts) or '()')
            key = key[0]
        if type(key) in (int, float, bool) and -EXACT <= key <= EXACT and key == int(key):
            return int(key)
        return shortened(part(key, written, 0, False, None))

    return hashed(describe) if is_hashed else describe


def named(members, written):
    """Keywords come as pairs, or one after the other; types may follow."""
    is_flat = bool(members) and type(members[0]) is not tuple
    texts = ['*'] if is_flat else []
    for place, each in enumerate(members):
        if type(each) is tuple and len(each) == 2 and type(each[0]) is str:
            texts.append('%s=%s' % (each[0], part(each[1], written, 0, False, each[0])))
        else:
            texts.append(part(each, written, 0, False, ('*', place)))
    return texts


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


def part(value, written, depth, typed, place):
    kind = type(value)
    if kind is int:
        if typed:
            return number(value)
        return written.setdefault((place, value), repr(value)) if value in (0, 1) else number(value)
    if kind is str:
        return repr(value) if len(value) <= LONG_TEXT else long_one(value)
    if value is None:
        return 'None'
    if kind is bool:
        return repr(value) if typed else written.setdefault((place, value), repr(value))
    if kind is float:
        return real(value, written, typed, place)
    if kind is bytes:
        return repr(value) if len(value) <= LONG_TEXT else long_one(value)
    if kind is tuple and depth < MAX_DEPTH:
        if not value:
            return 'tuple()'
        # Types count for the arguments themselves only.
        parts = [part(each, written, depth + 1, False, (place, at)) for at, each in enumerate(value[:MAX_MEMBERS])]
        if len(value) > MAX_MEMBERS:
            parts.append('+%d' % (len(value) - MAX_MEMBERS))
        return '(%s,)' % parts[0] if len(value) == 1 else '(%s)' % ', '.join(parts)
    return by_identity(value)


def number(value):
    if value.bit_length() <= 64:
        return repr(value)
    return '<int of %d bits #%016x>' % (value.bit_length(), hash((hash(value), value & _MASK)) & _MASK)


def real(value, written, typed, place):
    if value != value:
        return '<nan %x>' % id(value)
    if typed:
        return repr(value + 0.0)  # -0.0 is 0.0.
    if value in (0, 1):
        return written.setdefault((place, value), repr(value))
    return number(int(value)) if value.is_integer() else repr(value)


def long_one(value):
    return '%r… (%d, #%016x)' % (value[:LONG_TEXT], len(value), hash(value) & _MASK)


def by_identity(value):
    return '<%s %x>' % (type.__dict__['__name__'].__get__(type(value)), id(value))
