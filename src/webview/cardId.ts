import type { CacheOfSession } from '../protocol/dashboard.ts';

/** The id of the card of a cache in the page. */
export const cardId = ({ session, cache }: CacheOfSession): string => `cache-${session}-${cache}`;
