import { commands, l10n, Uri } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { csvOf } from '../../protocol/csv.ts';
import type { CacheFacts, RecordedEvent, Recording } from '../../recording/index.ts';
import { askWhereTo, writeWhole } from '../files.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';

/** An event as an export tells it. */
type ExportedEvent = Pick<RecordedEvent, 'number' | 'type' | 'key' | 'depth'> & {
  /** In ms. Measured: the same run again has others. */
  readonly time?: number;
  readonly cache: string;
  readonly name: string;
  readonly policy: string;
  readonly maxsize: number | null;
  readonly cause: string;
  /** The code that has caused it, and the line in it: empty and `null` where they are not known. */
  readonly file: string;
  readonly line: number | null;
};

const COLUMNS = [
  'number',
  'time',
  'cache',
  'name',
  'policy',
  'maxsize',
  'type',
  'cause',
  'key',
  'depth',
  'file',
  'line',
] as const satisfies readonly (keyof ExportedEvent)[];

/** What an export can be written as, by the end of the file's name. */
const FORMATS: Readonly<Record<string, (events: readonly ExportedEvent[], withTimes: boolean) => string>> = {
  json: (events) => `[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`,
  csv: (events, withTimes) => {
    const columns = COLUMNS.filter((column) => withTimes || column !== 'time');
    return csvOf([columns, ...events.map((event) => columns.map((column) => event[column] ?? null))]);
  },
};

/** How many events were written, and the text of a file with them; without times the same run gives the same text. */
export function exportText(
  recording: Recording,
  format: string,
  withTimes: boolean,
): { readonly count: number; readonly text: string } {
  const write = FORMATS[format];
  if (!write) throw new HumanError(l10n.t('A recording is written to a .json or a .csv file.'));
  const events = exported(recording, withTimes);
  return { count: events.length, text: write(events, withTimes) };
}

/** The commands that give what was recorded to a file, and to tests and other programs. */
export function registerRecordingCommands(store: SessionStore): Disposables {
  const registered = new Disposables();

  /** Resolves with how many events were written; with undefined where the person has chosen no file. */
  async function exportRecording(
    target?: unknown,
    session?: unknown,
    choice?: { readonly withTimes?: unknown },
  ): Promise<number | undefined> {
    const recording = recordingOf(store, session);
    const uri = target === undefined ? await askForFile() : uriOf(target);
    if (!uri) return undefined;
    const format = /\.(\w+)$/.exec(uri.path)?.[1]?.toLowerCase() ?? '';
    const withTimes =
      typeof choice?.withTimes === 'boolean' ? choice.withTimes : !store.isRepeatable(recording);
    const { count, text } = exportText(recording, format, withTimes);
    await writeWhole(uri, text);
    return count;
  }

  /** A cache after the event with this number, which may be one of another cache. */
  function stateAt(
    session: unknown,
    cache: unknown,
    step: unknown,
  ): Pick<ReturnType<Recording['stateAt']>, 'info' | 'keys' | 'layout'> {
    const recording = recordingOf(store, session);
    const { first, last } = recording;
    if (!recording.facts(Number(cache)))
      throw new HumanError(l10n.t('There is no cache "{0}" in this session.', String(cache)));
    if (!Number.isInteger(step) || Number(step) < first - 1 || Number(step) > last)
      throw new HumanError(
        l10n.t('There is no step {0}. Choose one from {1} to {2}.', String(step), first - 1, last),
      );
    const { info, keys, layout } = recording.stateAt(Number(cache), Number(step));
    return { info, keys, layout };
  }

  registered.add(commands.registerCommand('cachebook.exportRecording', exportRecording));
  registered.add(commands.registerCommand('cachebook.stateAt', stateAt));
  return registered;
}

function recordingOf(store: SessionStore, session: unknown): Recording {
  const named = session === undefined || typeof session === 'string' ? session : '';
  const recording = store.recordingOf(named);
  if (recording) return recording;
  throw new HumanError(
    named === undefined
      ? l10n.t('Nothing was recorded yet. Run a scenario or a notebook with a cache first.')
      : l10n.t('Nothing was recorded in the session "{0}".', named),
  );
}

async function askForFile(): Promise<Uri | undefined> {
  return askWhereTo({
    title: l10n.t('Export a Recording'),
    name: 'recording.json',
    filters: { JSON: ['json'], CSV: ['csv'] },
  });
}

function uriOf(target: unknown): Uri {
  if (target instanceof Uri) return target;
  if (typeof target === 'string') return Uri.parse(target, true);
  throw new HumanError(l10n.t('Name the file by its address, as a Uri.'));
}

function exported(recording: Recording, withTimes: boolean): ExportedEvent[] {
  const events: ExportedEvent[] = [];
  for (const { number, time, cache, type, cause = '', key, depth, origin } of recording.events()) {
    const { name, kind, maxsize } = recording.facts(cache) ?? UNKNOWN;
    const { file, line } = origin ?? NO_ORIGIN;
    const facts = { cache: String(cache), name, policy: kind, maxsize };
    events.push({ number, ...(withTimes && { time }), ...facts, type, cause, key, depth, file, line });
  }
  return events;
}

const NO_ORIGIN = { file: '', line: null };

/** Of a cache that was replaced, and whose card is gone. */
const UNKNOWN: Pick<CacheFacts, 'name' | 'kind' | 'maxsize'> = { name: '', kind: '', maxsize: null };
