import type { CacheOfSession } from '../protocol/dashboard.ts';
import { cardId } from './cardId.ts';

/** Brings the card of a cache before the person, with whatever it is folded into, and the keyboard with it. */
export async function revealCache(root: HTMLElement, cache: CacheOfSession): Promise<void> {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const card = root.ownerDocument.getElementById(cardId(cache));
  if (!card) return;
  card.closest('details')?.setAttribute('open', '');
  const content = card.closest('.disclosure-content');
  if (content?.hasAttribute('hidden'))
    content.parentElement?.querySelector<HTMLElement>('[aria-expanded]')?.click();
  await new Promise((drawn) => requestAnimationFrame(drawn));
  card.focus();
  card.scrollIntoView({ block: 'nearest' });
}
