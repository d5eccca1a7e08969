import axe from 'axe-core';
import type { Frame, Locator } from 'playwright-core';

/** Target sizes are a rule of WCAG 2.2 that axe-core checks on demand only. */
const everything: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };

/** What another theme can change. */
export const colours: axe.RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** What another width can change, as long as nothing is hidden by it. */
export const layout: axe.RunOptions = { runOnly: ['target-size', 'scrollable-region-focusable'] };

/**
 * What axe-core objects to in a page: the rule, and where. The source is evaluated by the browser's own tools, because
 * the policy of our pages lets no foreign script in.
 */
export async function violations(frame: Frame, options = everything): Promise<string[]> {
  return violationsIn(frame, frame.locator(':root'), options);
}

/** The same in a part of a page. */
export async function violationsIn(frame: Frame, part: Locator, options = everything): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axe.source);
  const found = await part.evaluate(
    (element, options) => (globalThis as unknown as { axe: typeof axe }).axe.run(element, options),
    { ...options, resultTypes: ['violations'], preload: false } satisfies axe.RunOptions,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
