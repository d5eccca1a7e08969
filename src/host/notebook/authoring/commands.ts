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
  idFor,
  ownDraftOf,
  problemWithQuestion,
  readExercise,
  starterFor,
  writeExercise,
  writeOwnExercise,
  writeQuestion,
} from '../../../protocol/notebook/index.ts';
import { registerLessonCommand } from '../../lessons/command.ts';
import { Disposables } from '../../lifecycle.ts';
import { codeCellOf, gateOf } from '../cellGates.ts';
import { findCell } from '../cellTarget.ts';
import { NOTEBOOK_TYPE } from '../notebookType.ts';
import type { CellMetadata } from '../serializer.ts';
import { toCellData } from '../serializer.ts';
import type { ExerciseDraft } from './exerciseForm.ts';
import { askForExercise, askForOwnExercise } from './exerciseForm.ts';
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
  const place = placeFor(target);
  const given = v.safeParse(GivenQuestion, target);
  const draft = given.success ? given.output : await askForQuestion(l10n.t('Insert Question'));
  return draft && insert(place, questionOf(draft));
}

async function insertExercise(target: unknown): Promise<number | undefined> {
  const place = placeFor(target);
  const given = v.safeParse(GivenExercise, target);
  const draft: ExerciseDraft | undefined = given.success
    ? { id: given.output.exercise, text: given.output.text }
    : await askForExercise(l10n.t('Insert Exercise'));
  return draft && insert(place, ...exerciseOf(draft, place));
}

/** An exercise, and code to begin with in the language of the cell it comes to. */
function exerciseOf(draft: ExerciseDraft, place: Place): [FileCell, FileCell] {
  const language = languageAt(place);
  const { own, text } = draft;
  if (own) {
    const directive = writeOwnExercise(idFor(own.title, idsIn(place.notebook)), { ...own, text });
    return [directive, { kind: 'code', language, text: starterFor(own.tests, language) }];
  }
  const { id, starter, python } = knownExercise(draft);
  const isPython = language === 'python' && python !== undefined;
  const code = isPython ? python.starter : starter;
  return [
    writeExercise(id, text),
    { kind: 'code', language: isPython ? 'python' : 'typescript', text: code },
  ];
}

/** The ids that exercises have already. */
function idsIn(notebook: NotebookDocument): string[] {
  const own = notebook.getCells().flatMap(({ metadata }) => {
    const { directive } = metadata as CellMetadata;
    return directive?.kind === 'exercise' ? (readExercise(directive).id ?? []) : [];
  });
  return [...own, ...exercises.map(({ id }) => id)];
}

/** Asks for a question or an exercise anew, with what it says already. */
async function editQuestion(target: unknown): Promise<number | undefined> {
  const cell = directiveAt(cellFor(target));
  const { notebook, index } = cell;
  const { directive, form } = cell.metadata as CellMetadata;
  const { kind, header } = directive ?? { kind: 'predict', header: '' };
  const text = cell.document.getText().replaceAll('\r\n', '\n');
  const written =
    kind === 'predict'
      ? await askQuestion(target, { header, text })
      : await askExercise(notebook, { header, text });
  if (!written) return undefined;
  assertOpen(notebook);
  // Where it was taken away meanwhile, what was said is not lost: it comes again.
  const isThere = cell.index >= 0;
  const at = isThere ? cell.index : Math.min(index, notebook.cellCount);
  await replace(notebook, at, isThere ? 1 : 0, [{ ...written, form }]);
  return at;
}

interface Known {
  readonly header: string;
  readonly text: string;
}

async function askQuestion(target: unknown, known: Known): Promise<FileCell | undefined> {
  const given = v.safeParse(GivenQuestion, target);
  const title = l10n.t('Edit Question');
  const draft = given.success ? given.output : await askForQuestion(title, draftOf(known));
  return draft && questionOf(draft, known.header);
}

async function askExercise(notebook: NotebookDocument, known: Known): Promise<FileCell | undefined> {
  const { header, text } = known;
  const id = /^id[ \t]*:[ \t]*(.*)$/im.exec(header)?.[1]?.trim() ?? '';
  const title = l10n.t('Edit Exercise');
  const own = ownDraftOf(known);
  if (own) {
    const draft = await askForOwnExercise(title, own, header);
    return draft && writeOwnExercise(id, draft, header);
  }
  const draft = await askForExercise(title, { id, text });
  if (!draft) return undefined;
  return draft.own
    ? writeOwnExercise(idFor(draft.own.title, idsIn(notebook)), { ...draft.own, text: draft.text })
    : writeExercise(knownExercise(draft).id, draft.text);
}

function questionOf(draft: QuestionDraft, header?: string): FileCell {
  const problem = problemWithQuestion(draft);
  if (problem !== undefined) throw new HumanError(problem);
  return writeQuestion(draft, header);
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
  throw nothingSelected();
}

function nothingSelected(): HumanError {
  return new HumanError(l10n.t('Open a lesson first, and select the cell that it is about.'));
}

/** Where something is to be inserted: at a cell, or in a notebook that has none yet. */
interface Place {
  readonly notebook: NotebookDocument;
  readonly cell: NotebookCell | undefined;
  /** Where the cell stood when it was asked for. */
  readonly index: number;
}

function placeFor(target: unknown): Place {
  const editor = window.activeNotebookEditor;
  const cell = findCell(target);
  if (cell) return { notebook: cell.notebook, cell, index: cell.index };
  if (editor?.notebook.notebookType === NOTEBOOK_TYPE) return { notebook: editor.notebook, cell, index: 0 };
  throw nothingSelected();
}

/** The cell that something comes to. While a form is open, cells may move and go. */
function cellAt({ notebook, cell, index }: Place): NotebookCell | undefined {
  if (cell && cell.index >= 0) return cell;
  return notebook.cellCount === 0 ? undefined : notebook.cellAt(Math.min(index, notebook.cellCount - 1));
}

function languageAt(place: Place): string {
  const cell = cellAt(place);
  return (cell && codeCellOf(cell))?.document.languageId ?? 'typescript';
}

function assertOpen({ isClosed }: NotebookDocument): void {
  if (isClosed) throw new HumanError(l10n.t('The notebook was closed meanwhile. Open it, and begin again.'));
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
async function insert(place: Place, directive: FileCell, starter?: FileCell): Promise<number> {
  const { notebook } = place;
  assertOpen(notebook);
  const cell = cellAt(place);
  const code = cell && codeCellOf(cell);
  const isFree = code && (!starter || (isBlank(code) && gateOf(code).exercise === undefined));
  const at = isFree ? code.index : cell ? cell.index + 1 : 0;
  const empty: FileCell = { kind: 'code', language: languageAt(place), text: '' };
  const cells: FileCell[] = isFree && !starter ? [directive] : [directive, starter ?? empty];
  await replace(notebook, at, isFree && starter ? 1 : 0, cells);
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
