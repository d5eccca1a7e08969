import type { VNode } from 'preact';

/** The mark of what can be opened; it points down where an ancestor says `aria-expanded`. */
export function Chevron(): VNode {
  return (
    <svg class="chevron" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M6 3.5 10.5 8 6 12.5" />
    </svg>
  );
}
