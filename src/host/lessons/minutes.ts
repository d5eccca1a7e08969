/** In ms. */
export const MINUTE = 60_000;

/** Who has done nothing for longer than this was away, or read something else; in minutes. */
const PAUSE = 5;

/** How many minutes somebody was at work, by the minutes in which something happened; short pauses count. */
export function minutesSpent(active: Readonly<Record<string, number>>): number {
  const minutes = Object.keys(active)
    .map(Number)
    .sort((a, b) => a - b);
  return minutes.reduce((sum, minute, at) => {
    const since = minute - (minutes[at - 1] ?? -Infinity);
    return sum + (since <= PAUSE ? since : 1);
  }, 0);
}
