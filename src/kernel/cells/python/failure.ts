import * as l10n from '@vscode/l10n';
import type { Failure } from '../language.ts';
import { causedBy, memberOf, oneLine } from '../../told.ts';

/** What Python's side says of what was raised. */
export interface PythonFailure extends Failure {
  /** What has caused it, and what it is a group of, at any depth. */
  readonly related: readonly RelatedFailure[];
}

interface RelatedFailure extends Failure {
  readonly link: 'member' | 'cause' | 'context';
  /** Of a member: the how-manieth of how many. */
  readonly number: number;
  readonly count: number;
}

/** What to do where a module is missing, and where a cell would install one. */
export interface Advice {
  readonly module: string;
  readonly install: string;
}

/** A line that is IPython's, and what it runs or installs. */
const MAGIC = /^\s*(?:%%?|!|\?)\s*(.*)/;
const INSTALL = /^(?:pip|python3? -m pip|conda|mamba|uv)\b/;
const HELP = /^\s*\??\s*[\w.]+\?{1,2}\s*$/;

/** What has failed as a person reads it, with what to do where Python's own words do not say it. */
export function tellFailure(
  { name, message, frames, related }: PythonFailure,
  code: string,
  advices: Advice,
): Failure {
  const advice = adviceFor(name, frames, code, advices);
  const said = advice === undefined ? message : message === '' ? advice : `${message}. ${advice}`;
  return { name, message: [said, ...related.map(tellRelated)].join('\n'), frames };
}

function adviceFor(
  name: string,
  frames: Failure['frames'],
  code: string,
  { module, install }: Advice,
): string | undefined {
  if (name === 'ModuleNotFoundError') return module;
  if (name !== 'SyntaxError') return undefined;
  const line = code.split('\n')[(frames[0]?.line ?? 1) - 1] ?? '';
  if (HELP.test(line)) return l10n.t('Use help() to read about something.');
  const command = MAGIC.exec(line)?.[1];
  if (command === undefined) return undefined;
  if (INSTALL.test(command)) return install;
  if (/^time(?:it)?\b/.test(command)) {
    return l10n.t('Lines with % belong to IPython. Use timeit.repeat() to measure.');
  }
  return l10n.t('Lines with %, ! or ? belong to IPython. Cells are Python alone.');
}

function tellRelated(related: RelatedFailure): string {
  const { link, number, count } = related;
  const text = oneLine(related);
  if (link === 'member') return memberOf(number, count, text);
  return link === 'cause' ? causedBy(text) : l10n.t('Raised while handling {0}', text);
}
