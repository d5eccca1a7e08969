"""How libraries are heard, a file each. An adapter takes the module, the registry, and the recorder or None."""

from .async_lru import adapt as async_lru
from .cachetools import adapt as cachetools

#: By the name of the module.
adapters = {
    'async_lru': async_lru,
    'cachetools': cachetools,
}
