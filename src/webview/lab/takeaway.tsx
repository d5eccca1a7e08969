import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { csvOf } from '../../protocol/csv.ts';
import type { SavedFile } from '../../protocol/dashboard.ts';
import { escapeMarkdown, markdownTable } from '../../protocol/markdown.ts';
import { missRatio } from '../charts/missRatio.tsx';
import { ratioOverTime } from '../charts/ratioOverTime.tsx';
import { formatCount } from '../format.ts';
import { pictureFiles } from '../timeMachine/takeaway.ts';
import type { Wording } from '../../lab/index.ts';
import { besideCaption, besideTable, sideName } from './compare.tsx';
import type { SendToHost } from './send.ts';
import { captionOf, leagueTable } from './league.tsx';
import type { LabLook } from './reading.ts';
import { sizesOf } from './reading.ts';
import { worthNumbers } from './worth.tsx';

/** What can be taken along: pictures, numbers, a report, and the trace for other simulators. */
export function TakeawayRow({ look, send }: { readonly look: LabLook; readonly send: SendToHost }): VNode {
  const save = (what: string, files: SavedFile[]): void =>
    send({ type: 'save', name: `${look.lab.title} ${what}`, files });
  const [isSaved, setSaved] = useState(false);
  const savePicture = (files: SavedFile[]): void => {
    setSaved(false);
    save('curve', files);
  };
  const links: readonly (readonly [string, () => void])[] = [
    [l10n.t('Save Picture…'), () => setSaved(true)],
    [l10n.t('Save Numbers…'), () => save('numbers', [{ extension: 'csv', content: csvText(look) }])],
    [l10n.t('Save Report…'), () => save('report', [{ extension: 'md', content: reportText(look) }])],
    [l10n.t('Export for libCacheSim…'), () => send({ type: 'export' })],
  ];
  return (
    <div class="moment-row takeaway">
      {links.map(([text, run]) => (
        <button key={text} type="button" class="link" onClick={run}>
          {text}
        </button>
      ))}
      {isSaved && <PictureToSave look={look} onFiles={savePicture} />}
    </div>
  );
}

interface PictureToSaveProps {
  readonly look: LabLook;
  readonly onFiles: (files: SavedFile[]) => void;
}

/** The curve, drawn once more out of sight: what is shown may be its table, or as narrow as the window. */
function PictureToSave({ look, onFiles }: PictureToSaveProps): VNode {
  const place = useRef<HTMLDivElement>(null);
  // When it knows how wide its place is.
  useEffect(() => {
    const picture = place.current?.querySelector('svg');
    if (picture) void pictureFiles(picture).then(onFiles);
  }, []);
  return (
    <div ref={place} class="to-save" aria-hidden="true">
      <missRatio.Picture data={look} />
    </div>
  );
}

/** Every size of the curve and every run, a row each; without times, so that the same trace gives the same file. */
export function csvText({ lab, curve, sides }: LabLook): string {
  const row = (
    policy: string,
    size: number,
    hits: number,
    { requests } = curve,
    trace = lab.title,
  ): (string | number)[] => [policy, size, requests, hits, requests - hits, trace];
  return csvOf([
    ['policy', 'size', 'requests', 'hits', 'misses', 'trace'],
    ...sizesOf(curve).map((size) => row('lru', size, Math.round(curve.hits(size)))),
    ...lab.league
      .filter(({ policy }) => policy !== 'lru')
      .map(({ policy, size, hits }) => row(policy, size, hits)),
    ...sides.flatMap(({ title, curve: its }) =>
      sizesOf(its).map((size) => row('lru', size, Math.round(its.hits(size)), its, title)),
    ),
  ]);
}

/** What was found out, in Markdown. */
export function reportText(look: LabLook): string {
  const { lab } = look;
  const { requests, distinct, malformed } = lab.facts;
  const { size, change, policy, worth, notes } = lab.words;
  const table = leagueTable(lab);
  const curve = missRatio.table(look);
  const escaped = (rows: readonly (readonly string[])[]): string[][] =>
    rows.map((cells) => cells.map(escapeMarkdown));
  const parts = [
    `# ${escapeMarkdown(lab.title)}`,
    l10n.t(
      '{0} requests for {1} keys. {2} lines could not be read.',
      formatCount(requests),
      formatCount(distinct),
      formatCount(malformed),
    ),
    ...notes,
    `## ${l10n.t('Advice')}`,
    ...[size, change, policy].flatMap((words) => (words ? wordsText(words) : [])),
    `## ${l10n.t('Is it worth caching?')}`,
    ...wordsText(worth),
    ...worthNumbers(lab).map(([name, text]) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(text)}`),
    `## ${captionOf(lab)}`,
    markdownTable(table.columns, escaped(table.rows)),
    `## ${missRatio.title(look)}`,
    escapeMarkdown(missRatio.summary(look)),
    markdownTable(curve.columns, escaped(curve.rows)),
    ...besideText(look),
    `## ${ratioOverTime.title(look)}`,
    escapeMarkdown(ratioOverTime.summary(look)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function wordsText({ text, reason, formula }: Wording): string[] {
  const told = `**${escapeMarkdown(text)}** ${escapeMarkdown(reason)}`;
  return formula === undefined ? [told] : [told, '```text\n' + formula + '\n```'];
}

function besideText(look: LabLook): string[] {
  if (look.sides.length === 0) return [];
  const { columns, rows } = besideTable(look);
  return [
    `## ${besideCaption(look)}`,
    markdownTable(
      columns.map(escapeMarkdown),
      rows.map((cells) => cells.map(escapeMarkdown)),
    ),
    ...look.sides.flatMap(({ letter, title, advice }) => [
      `### ${escapeMarkdown(sideName(letter, title))}`,
      ...wordsText(advice),
    ]),
  ];
}
