import type { NotebookCell, NotebookCellOutput, NotebookCellOutputItem, NotebookDocument } from 'vscode';
import { l10n, NotebookCellKind } from 'vscode';
import * as v from 'valibot';
import type { Draw } from '../../../protocol/drawing.ts';
import { readExercise, readPrediction } from '../../../protocol/notebook/index.ts';
import { RICH_MIME, RichValue } from '../../../protocol/values.ts';
import { findExercise } from '../../../lessons/exercises/index.ts';
import { codeCellOf } from '../../notebook/cellGates.ts';
import { solutionFence } from '../../notebook/exerciseHelp.ts';
import { ownExercise } from '../../notebook/ownExercises.ts';
import type { CellMetadata } from '../../notebook/serializer.ts';
import { toFileCell } from '../cells.ts';
import type { ExportedCell, ExportedDirective, ExportedOutput } from './model.ts';

/** How a notebook is to be read. */
export interface Reading {
  readonly draw: Draw;
  /** Whether answers and solutions are told, too. */
  readonly withAnswers: boolean;
}

/** What an open notebook shows now. */
export function readNotebook(notebook: NotebookDocument, reading: Reading): ExportedCell[] {
  return notebook.getCells().map((cell) => readCell(cell, reading));
}

function readCell(cell: NotebookCell, reading: Reading): ExportedCell {
  const { kind, document, outputs, executionSummary } = cell;
  const text = document.getText();
  if (kind === NotebookCellKind.Markup) return readDirective(cell, reading) ?? { kind: 'markdown', text };
  return {
    kind: 'code',
    language: document.languageId,
    text,
    count: executionSummary?.executionOrder,
    outputs: joinStreams(outputs.flatMap((output) => readOutput(output, reading))),
  };
}

/** A question or an exercise, as a person sees it. */
function readDirective(cell: NotebookCell, { withAnswers }: Reading): ExportedDirective | undefined {
  const { directive } = cell.metadata as CellMetadata;
  const { text } = toFileCell(cell);
  if (!directive) return undefined;
  const isQuestion = directive.kind === 'predict';
  const answer = !withAnswers
    ? undefined
    : isQuestion
      ? answerTo(directive, text)
      : solutionOf(cell, directive);
  return { kind: 'directive', lead: isQuestion ? l10n.t('Predict') : l10n.t('Exercise'), text, answer };
}

function answerTo({ header }: { readonly header: string }, text: string): string | undefined {
  const { prediction } = readPrediction({ header, text });
  return prediction && `**${prediction.answers.join(' | ')}**\n\n${prediction.explanation}`;
}

/** A solution in the language of the cell that is to answer; an exercise of the lesson's own may have none. */
function solutionOf(cell: NotebookCell, { header }: { readonly header: string }): string | undefined {
  const { id, own } = readExercise({ header });
  const exercise = own ? ownExercise(own, own.tests) : findExercise(id);
  const language = codeCellOf(cell)?.document.languageId ?? 'typescript';
  return exercise && exercise.solution !== '' ? solutionFence(exercise, language) : undefined;
}

/** What one output shows. Of several forms of the same value those are told that a format has a use for. */
function readOutput({ items }: NotebookCellOutput, { draw }: Reading): ExportedOutput[] {
  const streams = items.flatMap((item) => readStream(item));
  const find = (type: string): NotebookCellOutputItem | undefined => items.find(({ mime }) => mime === type);
  const error = find('application/vnd.code.notebook.error');
  if (error) return [readError(error)];
  const [plain, markdown, rich] = ['text/plain', 'text/markdown', RICH_MIME].map(find);
  if (!plain) return streams;
  const value = rich && readValue(rich);
  const drawing = value && draw(value);
  return [
    ...streams,
    { kind: 'value', text: textOf(plain), markdown: markdown && textOf(markdown), drawing },
  ];
}

/** An output may come from anywhere: what is no value of ours is its text. */
function readValue(item: NotebookCellOutputItem): RichValue | undefined {
  try {
    const parsed = v.safeParse(RichValue, JSON.parse(textOf(item)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function readStream(item: NotebookCellOutputItem): ExportedOutput[] {
  const name = /^application\/vnd\.code\.notebook\.(stdout|stderr)$/.exec(item.mime)?.[1];
  return name === 'stdout' || name === 'stderr' ? [{ kind: 'stream', name, text: textOf(item) }] : [];
}

function readError(item: NotebookCellOutputItem): ExportedOutput {
  const { name = 'Error', message = '', stack } = JSON.parse(textOf(item)) as Partial<Error>;
  return { kind: 'error', name, message, stack: stack ?? `${name}: ${message}` };
}

/** Pieces of one stream that follow each other become one. */
function joinStreams(outputs: readonly ExportedOutput[]): ExportedOutput[] {
  const joined: ExportedOutput[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (last?.kind === 'stream' && output.kind === 'stream' && last.name === output.name)
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    else joined.push(output);
  }
  return joined;
}

function textOf({ data }: NotebookCellOutputItem): string {
  return new TextDecoder().decode(data);
}
