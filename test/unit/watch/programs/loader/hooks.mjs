// A loader of the person's own: it makes up a module, and notes what it was asked for.
export async function resolve(specifier, context, next) {
  return specifier === 'made:up' ? { url: 'made:up', shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (url === 'made:up') return { format: 'module', source: 'export const made = "up";', shortCircuit: true };
  const loaded = await next(url, context);
  if (!url.endsWith('/uses.mjs')) return loaded;
  return { ...loaded, source: String(loaded.source).replace('ORIGINAL', 'translated') };
}
