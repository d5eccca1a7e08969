import type { NotebookCell, NotebookCellData, NotebookDocument } from 'vscode';
import {
  l10n,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import * as v from 'valibot';
import { exercises, findExercise } from '../../../lessons/exercises/index.ts';
import { HumanError } from '../../../lessons/humanError.ts';
import type { NotebookCell as FileCell, QuestionDraft } from '../../../protocol/notebook/index.ts';
import {
  draftOf,
  problemWithQuestion,
  readExercise,
  writeExercise,
  writeQuestion,
} from '../../../protocol/notebook/index.ts';
import { registerLessonCommand } from '../../lessons/command.ts';
import { Disposables } from '../../lifecycle.ts';
import { codeCellOf, gateOf } from '../cellGates.ts';
import { findCell } from '../cellTarget.ts';
import type { CellMetadata } from '../serializer.ts';
import { toCellData } from '../serializer.ts';
import type { ExerciseDraft } from './exerciseForm.ts';
import { askForExercise } from './exerciseForm.ts';
import { askForQuestion } from './questionForm.ts';

/** What a question is made of, for a program that knows it; the cell is told beside it. */
const GivenQuestion = v.object({
  question: v.string(),
  choices: v.optional(v.array(v.string()), []),
  answer: v.string(),
  explanation: v.string(),
});
const GivenExercise = v.object({ exercise: v.string(), text: v.string() });

/** The commands of an author. They resolve with the index of the question or exercise; undefined where nothing was done. */
export function registerAuthoringCommands(showError: (error: unknown) => void): Disposables {
  const registered = new Disposables();
  const all: Readonly<Record<string, (target: unknown) => Promise<number | undefined>>> = {
    'cachebook.insertQuestion': insertQuestion,
    'cachebook.insertExercise': insertExercise,
    'cachebook.editQuestion': editQuestion,
  };
  for (const [command, run] of Object.entries(all)) {
    registered.add(registerLessonCommand(command, (target) => run(target), showError));
  }
  return registered;
}

async function insertQuestion(target: unknown): Promise<number | undefined> {
  const cell = cellFor(target);
  const given = v.safeParse(GivenQuestion, target);
  const draft = given.success ? given.output : await askForQuestion(l10n.t('Insert Question'));
  return draft && insert(cell, questionOf(draft));
}

async function insertExercise(target: unknown): Promise<number | undefined> {
  const cell = cellFor(target);
  const given = v.safeParse(GivenExercise, target);
  const draft = given.success
    ? { id: given.output.exercise, text: given.output.text }
    : await askForExercise(l10n.t('Insert Exercise'));
  if (!draft) return undefined;
  const { id, starter } = knownExercise(draft);
  return insert(cell, writeExercise(id, draft.text), starter);
}

/** Asks for a question or an exercise anew, with what it says already. */
async function editQuestion(target: unknown): Promise<number | undefined> {
  const cell = directiveAt(cellFor(target));
  const { kind, header } = (cell.metadata as CellMetadata).directive ?? { kind: 'predict', header: '' };
  const text = cell.document.getText().replaceAll('\r\n', '\n');
  const written =
    kind === 'predict' ? await askQuestion(target, { header, text }) : await askExercise({ header, text });
  if (!written) return undefined;
  const { notebook, index } = cell;
  const { form } = cell.metadata as CellMetadata;
  await replace(notebook, index, 1, [{ ...written, form }]);
  return index;
}

async function askQuestion(
  target: unknown,
  known: { readonly header: string; readonly text: string },
): Promise<FileCell | undefined> {
  const given = v.safeParse(GivenQuestion, target);
  const title = l10n.t('Edit Question');
  const draft = given.success ? given.output : await askForQuestion(title, draftOf(known));
  return draft && questionOf(draft);
}

async function askExercise({
  header,
  text,
}: {
  header: string;
  text: string;
}): Promise<FileCell | undefined> {
  const { id = '' } = readExercise({ header });
  const draft = await askForExercise(l10n.t('Edit Exercise'), { id, text });
  return draft && writeExercise(knownExercise(draft).id, draft.text);
}

function questionOf(draft: QuestionDraft): FileCell {
  const problem = problemWithQuestion(draft);
  if (problem !== undefined) throw new HumanError(problem);
  return writeQuestion(draft);
}

function knownExercise({ id }: ExerciseDraft): NonNullable<ReturnType<typeof findExercise>> {
  const exercise = findExercise(id);
  if (exercise) return exercise;
  const known = exercises.map((each) => each.id).join(', ');
  throw new HumanError(l10n.t('There is no exercise "{0}". Use one of: {1}.', id, known));
}

function cellFor(target: unknown): NotebookCell {
  const cell = findCell(target);
  if (cell) return cell;
  throw new HumanError(l10n.t('Open a lesson first, and select the cell that it is about.'));
}

/** The question or exercise that is meant: the cell itself, or what belongs to it where that is one. */
function directiveAt(cell: NotebookCell): NotebookCell {
  if (isDirective(cell)) return cell;
  const above = cell.notebook.getCells().slice(0, cell.index).reverse();
  const isBetween = (each: NotebookCell): boolean => each.kind === NotebookCellKind.Markup;
  const end = above.findIndex((each) => !isBetween(each));
  const own = cell.kind === NotebookCellKind.Code ? above.slice(0, end < 0 ? undefined : end) : [];
  const found = own.find(isDirective);
  if (found) return found;
  throw new HumanError(l10n.t('Select a question or an exercise, or the code cell below it.'));
}

function isDirective({ metadata }: NotebookCell): boolean {
  return (metadata as CellMetadata).directive !== undefined;
}

/**
 * Puts a question or an exercise above the code cell that a cell belongs to, so that it is about that one. Where there is
 * none, or where it has its exercise already, a new code cell comes with it. Resolves with where it stands.
 */
async function insert(cell: NotebookCell, directive: FileCell, starter?: string): Promise<number> {
  const { notebook } = cell;
  const code = codeCellOf(cell);
  const isFree = code && (starter === undefined || (isBlank(code) && gateOf(code).exercise === undefined));
  const at = isFree ? code.index : cell.index + 1;
  const language = code?.document.languageId ?? 'typescript';
  const answer: FileCell = {
    kind: 'code',
    language: starter === undefined ? language : 'typescript',
    text: starter ?? '',
  };
  const isFilled = isFree && starter !== undefined;
  const cells: FileCell[] = isFree && !isFilled ? [directive] : [directive, answer];
  await replace(notebook, at, isFilled ? 1 : 0, cells);
  return at;
}

function isBlank({ document }: NotebookCell): boolean {
  return document.getText().trim() === '';
}

/** Puts cells in the place of others, and shows the first of them. */
export async function replace(
  notebook: NotebookDocument,
  at: number,
  count: number,
  cells: readonly FileCell[],
): Promise<void> {
  const edit = new WorkspaceEdit();
  const data: NotebookCellData[] = cells.map(toCellData);
  edit.set(notebook.uri, [NotebookEdit.replaceCells(new NotebookRange(at, at + count), data)]);
  if (!(await workspace.applyEdit(edit)))
    throw new HumanError(l10n.t('This notebook cannot be changed. Save it under another name first.'));
  const editor = window.visibleNotebookEditors.find((each) => each.notebook === notebook);
  if (!editor) return;
  const range = new NotebookRange(at, at + 1);
  editor.selection = range;
  editor.revealRange(range);
}
