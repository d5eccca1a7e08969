import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readMotion } from '../theme.ts';

/**
 * Lets the children of a list glide from where they stood to where they stand now. `ids` names them in their order.
 * What moves faster than the eye can follow jumps instead; the list wears the class `busy` then.
 */
export function useGlide(list: RefObject<HTMLElement | null>, ids: readonly string[]): void {
  const before = useRef<ReadonlyMap<string, number>>(new Map());
  const movedAt = useRef(-Infinity);
  useLayoutEffect(() => {
    if (!list.current) return;
    const isFirst = before.current.size === 0;
    const children = [...list.current.children].filter((child) => child instanceof HTMLElement);
    const moves = children.map(
      (child, index) => (before.current.get(ids[index] ?? '') ?? NaN) - child.offsetTop,
    );
    before.current = new Map(children.map((child, index) => [ids[index] ?? '', child.offsetTop]));
    if (isFirst || !moves.some((move) => move !== 0)) return;
    const duration = readMotion();
    const now = performance.now();
    const isBusy = now - movedAt.current < 2 * duration;
    movedAt.current = now;
    list.current.classList.toggle('busy', isBusy);
    for (const [index, child] of children.entries()) {
      for (const animation of child.getAnimations()) animation.cancel();
      if (duration > 0 && !isBusy) glide(child, moves[index] ?? NaN, duration);
    }
  });
}

/** By how far it moved, in px; what was not there before comes in by its opacity. */
function glide(child: HTMLElement, move: number, duration: number): void {
  if (move === 0) return;
  const from = Number.isNaN(move) ? { opacity: 0 } : { transform: `translateY(${move}px)` };
  child.animate([from, {}], { duration, easing: 'ease-in-out' });
}
