import type { VNode } from 'preact';

interface LinksProps {
  /** At which row of the hash map and of the list each entry stands. */
  readonly from: ReadonlyMap<string, number>;
  readonly to: ReadonlyMap<string, number>;
  readonly rows: number;
  readonly active: string | undefined;
}

/** The pointers from the hash map to the list. Each row is one unit high, however large its text is. */
export function Links({ from, to, rows, active }: LinksProps): VNode {
  return (
    <svg class="links" viewBox={`0 0 100 ${Math.max(1, rows)}`} preserveAspectRatio="none">
      {[...from].map(([id, place]) => (
        <path key={id} class={id === active ? 'link active' : 'link'} d={curve(place, to.get(id) ?? place)} />
      ))}
    </svg>
  );
}

/** Leaves and arrives level, from the middle of one row to the middle of another. */
function curve(from: number, to: number): string {
  return `M0 ${from + 0.5}C50 ${from + 0.5} 50 ${to + 0.5} 100 ${to + 0.5}`;
}
