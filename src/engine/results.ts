/** Whether a result is an iterator or generator: it can be used up only once, so a second caller gets it spent. */
export function isIterator(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    const { next, ...methods } = {
      next: (value as Record<PropertyKey, unknown>)['next'],
      sync: (value as Record<PropertyKey, unknown>)[Symbol.iterator],
      async: (value as Record<PropertyKey, unknown>)[Symbol.asyncIterator],
    };
    return (
      typeof next === 'function' && Object.values(methods).some((method) => typeof method === 'function')
    );
  } catch {
    return false;
  }
}

/** Calls back when a result is a promise that rejects. A result can throw whatever it is asked; then it is none. */
export function onRejection(value: unknown, react: () => void): void {
  if (typeof value !== 'object' || value === null) return;
  try {
    if (isPromise(value)) value.then(undefined, react);
  } catch {
    return;
  }
}

/** Also one of another realm. Other thenables may start work when asked, so they do not count. */
function isPromise(value: object): value is Promise<unknown> {
  if (value instanceof Promise) return true;
  const claim = value as Partial<Promise<unknown>>;
  return claim[Symbol.toStringTag] === 'Promise' && typeof claim.then === 'function';
}
