/** Names that would lie upon each other stand below each other, `line` px apart, and none of them beyond `limit`. */
export function spreadNames<Item extends { readonly y: number }>(
  items: readonly Item[],
  line: number,
  limit: number,
): Item[] {
  const sorted = [...items].sort((a, b) => a.y - b.y);
  let free = -Infinity;
  const down = sorted.map((item) => {
    const y = Math.max(item.y, free);
    free = y + line;
    return { ...item, y };
  });
  // What was pushed out at the bottom goes up again.
  let lowest = limit;
  return down.reverse().map((item) => {
    const y = Math.min(item.y, lowest);
    lowest = y - line;
    return { ...item, y };
  });
}
