import type { QuickPickItem } from 'vscode';
import { l10n, window } from 'vscode';
import { findFormat, formats } from '../../lab/formats/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { LabWay, Looked } from '../../protocol/lab.ts';

/** The way with another column for the key: a name, or a number from 0. Throws where the format has no columns. */
export function withColumn({ way }: Looked, column?: string | number): LabWay {
  if (column === undefined) return way;
  if (!findFormat(way.format)?.hasColumns)
    throw new HumanError(
      l10n.t(
        'The option "column" cannot be used: a file of the format "{0}" has no columns. Leave it out, or say that the format is one of: {1}.',
        way.format,
        formats.flatMap(({ id, hasColumns = false }) => (hasColumns ? [id] : [])).join(', '),
      ),
    );
  const settings = { ...way.settings, column };
  // Columns of a file of values have names only where its first line says them.
  const isName = typeof column === 'string' && !/^\d+$/.test(column);
  return { ...way, settings: way.format === 'csv' && isName ? { ...settings, header: true } : settings };
}

interface Choice extends QuickPickItem {
  readonly way: LabWay;
}

/** Asks how a file is to be read where that is not clear, with its first lines; undefined when the person gives up. */
export async function chooseWay(looked: Looked): Promise<LabWay | undefined> {
  const choices = choicesOf(looked);
  if (choices.length < 2) return looked.way;
  const [first] = looked.preview;
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('How is this file to be read?'),
    placeHolder: first === undefined ? '' : l10n.t('The first line is: {0}', first),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.way;
}

/** The way that was guessed comes first. */
function choicesOf(looked: Looked): Choice[] {
  const { way, doubt, preview } = looked;
  const detail = preview.slice(0, 3).join('  ·  ');
  switch (doubt) {
    case 'columns':
    case 'commas': {
      const guessed = columnsOf(looked);
      const lines = {
        label: l10n.t('Each whole line is a key'),
        detail,
        way: { ...way, format: 'keys', settings: {} },
      };
      return way.format === 'csv' ? [...guessed, lines] : guessed;
    }
    case 'byteOrder':
    case 'noise':
      return [
        {
          label: l10n.t('Numbers of four bytes, the greatest first'),
          detail: noiseText(doubt) ?? detail,
          way,
        },
        {
          label: l10n.t('Numbers of four bytes, the least first'),
          detail: l10n.t('What is counted is the same; only the names of keys differ.'),
          way: { ...way, settings: { ...way.settings, littleEndian: true } },
        },
      ];
    case 'times':
      return [
        {
          label: l10n.t('Each number is a key'),
          detail: l10n.t('They only rise, as times do: {0}', detail),
          way,
        },
      ];
    case undefined:
      return [];
  }
}

function columnsOf({ way, fields = [], preview }: Looked): Choice[] {
  const { column = 0, header } = way.settings;
  const isGuessed = (at: number): boolean => column === at || column === fields[at];
  const detail = (header === true ? preview.slice(1, 3) : preview.slice(0, 2)).join('  ·  ');
  const named = fields.map((name, at): Choice & { readonly isGuessed: boolean } => ({
    isGuessed: isGuessed(at),
    label: header === false ? l10n.t('Column {0} is the key', name) : l10n.t('{0} is the key', name),
    description: isGuessed(at) ? l10n.t('most likely') : '',
    detail,
    way: { ...way, settings: { ...way.settings, column: way.format === 'csv' ? at : name } },
  }));
  const sorted = named.sort((a, b) => Number(b.isGuessed) - Number(a.isGuessed));
  const [guess] = sorted;
  if (way.format !== 'csv' || !guess) return sorted;
  // Whether the first line names the columns cannot be seen for sure.
  const other: Choice = {
    label:
      header === true
        ? l10n.t('The first line is a request, too')
        : l10n.t('The first line names the columns'),
    detail: preview[0] ?? '',
    way: { ...guess.way, settings: { ...guess.way.settings, header: header !== true } },
  };
  return [...sorted, other];
}

function noiseText(doubt: Looked['doubt']): string | undefined {
  return doubt === 'noise'
    ? l10n.t('This does not look like requests: hardly a key comes again, and all bytes are alike.')
    : undefined;
}
