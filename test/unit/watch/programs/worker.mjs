import QuickLRU from 'quick-lru';

new QuickLRU({ maxSize: 6 }).get(1);
