import { readScenarioLines, type ScenarioLines } from './scenarioLines.ts';
import type { Origin } from '../../recording/index.ts';
import { Recorder } from '../../recording/index.ts';

/** So many callers are looked through: up to eight are the product's own, a person's code stands above them. */
const FRAMES = 12;

// All of it is taken before a cell runs, which may replace any of it.
const TheError = Error;
// oxlint-disable-next-line typescript/unbound-method -- it needs no receiver
const { captureStackTrace } = Error;
const { defineProperty, getOwnPropertyDescriptor } = Reflect;

/** What an event is written by: its callers are of interest. */
// oxlint-disable-next-line typescript/unbound-method -- it is not called
const { add: below } = Recorder.prototype;

type Sites = readonly NodeJS.CallSite[];
const asTheyAre = (_: unknown, sites: Sites): Sites => sites;

for (const setting of ['stackTraceLimit', 'prepareStackTrace'] as const) ownSetting(setting);

let isLooking = false;
let scenarios: ScenarioLines | undefined;

/** Finds the lines of scenarios from now on; cells do not come from there. */
export function knowScenarios(): void {
  scenarios ??= readScenarioLines();
}

/**
 * The innermost line that runs now in one of these files. Runs no code of a person: where a cell has made `Error`
 * something else, or a setting of it code, no line is known. It never throws.
 */
export function originIn(files: Readonly<Record<string, true>>): Origin | undefined {
  if (isLooking) return undefined;
  isLooking = true;
  try {
    return innermost(callers(below) ?? [], files);
  } catch {
    return undefined; // For example where the stack is at its end.
  } finally {
    isLooking = false;
  }
}

function innermost(sites: Sites, files: Readonly<Record<string, true>>): Origin | undefined {
  // oxlint-disable-next-line typescript/prefer-for-of -- what goes through a list may be replaced
  for (let at = 0; at < sites.length; at++) {
    const site = sites[at]; // What it can be asked is V8's, and nobody can replace that.
    const file = site?.getScriptNameOrSourceURL();
    if (!site || !file || !(files[file] ?? scenarios)) continue; // To ask for the line takes its time.
    const line = site.getLineNumber() ?? 0;
    if (files[file]) return { file, line };
    const found = scenarios?.find(file, line, site.getColumnNumber() ?? 0);
    if (found) return found;
  }
  return undefined;
}

/** The callers of a function, innermost first. The settings of `Error` are a cell's, and are put back at once. */
function callers(of: (...args: never) => unknown): Sites | undefined {
  const limit = ownSetting('stackTraceLimit');
  const prepare = ownSetting('prepareStackTrace');
  const isReplaced = getOwnPropertyDescriptor(globalThis, 'Error')?.value !== TheError;
  if (isReplaced || !limit?.writable || !prepare?.writable) return undefined;
  const holder: { stack?: unknown } = {};
  try {
    TheError.stackTraceLimit = FRAMES;
    TheError.prepareStackTrace = asTheyAre;
    captureStackTrace(holder, of);
    return holder.stack as Sites;
  } finally {
    TheError.stackTraceLimit = limit.value as number;
    TheError.prepareStackTrace = prepare.value as typeof TheError.prepareStackTrace;
  }
}

/** A setting of `Error`, as a property of its own: absent is the same as undefined. */
function ownSetting(name: 'stackTraceLimit' | 'prepareStackTrace'): PropertyDescriptor | undefined {
  const found = getOwnPropertyDescriptor(TheError, name);
  if (found) return found;
  defineProperty(TheError, name, { value: undefined, writable: true, configurable: true });
  return getOwnPropertyDescriptor(TheError, name);
}
