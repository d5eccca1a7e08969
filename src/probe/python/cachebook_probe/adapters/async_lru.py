"""`async_lru` from 2.0 on: its wrapper is an object with a `cache_info`. Older ones go through `update_wrapper`."""

import functools

from ..place import caller, members_of


def adapt(module, registry, recorder):
    kind = module.__dict__.get('_LRUCacheWrapper')
    if not isinstance(kind, type):
        return
    original = kind.__init__
    file = original.__code__.co_filename

    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        has_ttl = members_of(self).get('_LRUCacheWrapper__ttl') is not None
        registry.add(self, caller(file), kind='async_lru.alru_cache', policy='ttl' if has_ttl else 'lru')

    kind.__init__ = functools.update_wrapper(__init__, original)
