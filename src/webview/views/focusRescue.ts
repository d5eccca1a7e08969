import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Moves the focus to `refuge` when the focused element within `place` goes away: else a person on the keyboard is
 * thrown back to the top of the page.
 */
export function useFocusRescue(
  place: RefObject<HTMLElement | null>,
  refuge: RefObject<HTMLElement | null>,
): void {
  const focused = holdsFocus(place);
  useLayoutEffect(() => {
    if (focused && !holdsFocus(place)) refuge.current?.focus();
  });
}

function holdsFocus({ current }: RefObject<HTMLElement | null>): boolean {
  return current?.contains(document.activeElement) ?? false;
}
