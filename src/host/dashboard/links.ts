import * as v from 'valibot';
import { env, l10n, Uri, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { checkParams } from '../../lessons/params.ts';
import type { Scenario } from '../../lessons/scenario.ts';
import { findScenario } from '../../lessons/scenarios/index.ts';
import type { Step } from '../../protocol/dashboard.ts';
import type { SessionStore } from '../sessions/store.ts';

/** The extension as VS Code's links name it, and the path of a link to a step. */
const AUTHORITY = 'cachebook.cachebook';
const PATH = '/step';

const whole = v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger());

/** What a link says beside the scenario's parameters, which its own checks look at. */
const Link = v.object({
  scenario: v.string(),
  params: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
  cache: whole,
  step: whole,
  picture: v.string(),
});

/** Puts a link to a step on the clipboard: it has all that is needed to run the same again. */
export async function copyLink(store: SessionStore, { session, ...step }: Step): Promise<void> {
  const repeat = store.find(session)?.repeat;
  if (!repeat) return;
  const query = new URLSearchParams({
    scenario: repeat.scenario,
    params: JSON.stringify(repeat.params),
    cache: String(step.cache),
    step: String(step.step),
    picture: step.picture,
  });
  const link = Uri.from({ scheme: env.uriScheme, authority: AUTHORITY, path: PATH, query: query.toString() });
  await env.clipboard.writeText(link.toString());
  void window.setStatusBarMessage(l10n.t('The link to this step is on the clipboard.'), 5000);
}

export interface ReadLink {
  readonly scenario: Scenario;
  readonly params: Readonly<Record<string, unknown>>;
  readonly step: Omit<Step, 'session'>;
}

/** What a link asks for. Throws a `HumanError` where it is none of ours, or asks for what cannot be run. */
export function readLink({ path, query }: Pick<Uri, 'path' | 'query'>): ReadLink {
  const read = v.safeParse(Link, Object.fromEntries(new URLSearchParams(query)));
  const scenario = read.success ? findScenario(read.output.scenario) : undefined;
  if (path !== PATH || !read.success || !scenario || scenario.isRepeatable === false)
    throw new HumanError(
      l10n.t('This link does not lead to a step of a scenario. Copy it anew from the dashboard.'),
    );
  const { params, cache, step, picture } = read.output;
  return { scenario, params: checkParams(scenario.params, params), step: { cache, step, picture } };
}
