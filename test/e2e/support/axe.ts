import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** Target sizes are a rule of WCAG 2.2 that axe-core checks on demand only. */
const everything: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };

/** What another theme can change. */
export const colours: axe.RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

/**
 * What axe-core objects to in a page: the rule, and where. The source is evaluated by the browser's own tools, because
 * the policy of our pages lets no foreign script in.
 */
export async function violations(frame: Frame, options = everything): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axe.source);
  const found = await frame.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    { ...options, resultTypes: ['violations'] } satisfies axe.RunOptions,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
