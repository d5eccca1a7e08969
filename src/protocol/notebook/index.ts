/**
 * The notebook file: Markdown with fences that are cells (`*.cachebook.md`, UTF-8).
 *
 * What is a block, markdown-it says.
 *
 * - A fence that begins in the first column with `ts`, `js` or `python` (`typescript`, `javascript`, `py`) is a code cell.
 *   Fences that are indented, in lists, quotes, comments or other fences, and those of other languages, are Markdown.
 * - `predict` asks before the next code cell runs (prediction.ts), `exercise` makes it an answer (exercise.ts). Their
 *   header is `key: value` lines (header.ts), up to a line `---`; what follows is the text to show.
 * - Everything between is one Markdown cell, without the blank lines around it. Where two stand side by side, or one
 *   holds what would be a cell, it stands between two comments (guard.ts).
 * - Front matter may come first (frontMatter.ts).
 *
 * Mistakes of the author are `problems`, each with its line. Only bytes that are no UTF-8 and front matter without an end
 * are refused, with a `NotebookFormatError`.
 */
export {
  cellsInText,
  draftOf,
  idFor,
  type OwnDraft,
  ownDraftOf,
  problemWithChoice,
  problemWithQuestion,
  problemWithTests,
  type QuestionDraft,
  starterFor,
  writeExercise,
  writeOwnExercise,
  writeQuestion,
} from './authoring.ts';
export { decodeNotebook, encodeNotebook } from './bytes.ts';
export { type OwnExercise, readExercise } from './exercise.ts';
export {
  languageDefining,
  type OwnStep,
  type OwnTests,
  problemWithReference,
  readTests,
} from './ownExercise.ts';
export { type Broken, findGates, type Gate } from './gates.ts';
export {
  cellLanguages,
  type CellForm,
  type CodeCell,
  type DirectiveCell,
  fenceNameOf,
  type MarkdownCell,
  type NotebookCell,
  type NotebookFile,
  type NotebookProblem,
} from './model.ts';
export { NotebookFormatError } from './notebookFormatError.ts';
export { parseNotebook, type ParsedNotebook, type ParseOptions } from './parse.ts';
export { isRightAnswer, type Prediction, readPrediction } from './prediction.ts';
export { serializeNotebook } from './serialize.ts';
