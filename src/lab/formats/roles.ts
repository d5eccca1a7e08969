/** What fields are called that hold a key, a time and a size, by what many tools write. The best names come first. */
const KEYS =
  /^(key|keys|cache_?key|obj_?id|object_?id|id|url|uri|path|request|object|item|block|lbn|lba|name)$/i;
const TIMES = /^(time|times|timestamp|ts|date|datetime|date_?time|clock_?time|at|when)$|_?(time|timestamp)$/i;
const SIZES =
  /^(size|bytes|length|len|obj_?size|object_?size|value_?size|content_?length|response_?size)$|_size$/i;
const KEY_LIKE = /key|id$|url|path|user|name/i;

export interface Roles {
  readonly column: number;
  readonly time?: number;
  readonly size?: number;
  /** Whether names have said what fields are. */
  readonly isNamed: boolean;
  /** Whether every field has one of these roles, by its name. */
  readonly isCertain: boolean;
}

/** Which fields hold the key, the time and the size, by their names and by some of their values. */
export function guessRoles(names: readonly string[], records: readonly (readonly string[])[]): Roles {
  const named = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name.trim()));
  const time = named(TIMES) >= 0 ? named(TIMES) : names.findIndex((_, at) => isClock(records, at));
  const size = named(SIZES);
  const key = [named(KEYS), named(KEY_LIKE)].find((at) => at >= 0 && at !== time && at !== size) ?? -1;
  const other = names.findIndex((_, at) => at !== time && at !== size);
  return {
    column: key >= 0 ? key : Math.max(0, other),
    ...(time >= 0 && time !== key && { time }),
    ...(size >= 0 && size !== key && { size }),
    isNamed: key >= 0 || named(TIMES) >= 0 || size >= 0,
    isCertain:
      names.every((name) => [KEYS, TIMES, SIZES].some((pattern) => pattern.test(name.trim()))) &&
      named(KEYS) >= 0,
  };
}

/** Numbers as large as times in seconds of this century, which never fall; or dates. */
function isClock(records: readonly (readonly string[])[], at: number): boolean {
  let before = 0;
  const isTime = (text: string): boolean => {
    if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return true;
    const value = Number(text);
    const isLater = value > 9e8 && value >= before;
    before = value;
    return isLater;
  };
  return records.length > 1 && records.every((record) => isTime(record[at] ?? ''));
}
