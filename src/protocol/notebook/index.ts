/** The notebook file: Markdown with fences that are cells. */
export { decodeNotebook, encodeNotebook } from './bytes.ts';
export { readExercise } from './exercise.ts';
export { findGates, type Gate } from './gates.ts';
export {
  cellLanguages,
  type CellSource,
  type CodeCell,
  type DirectiveCell,
  type MarkdownCell,
  type NotebookCell,
  type NotebookFile,
  type NotebookProblem,
} from './model.ts';
export { NotebookFormatError } from './notebookFormatError.ts';
export { parseNotebook, type ParsedNotebook, type ParseOptions } from './parse.ts';
export { isRightAnswer, type Prediction, readPrediction } from './prediction.ts';
export { serializeNotebook } from './serialize.ts';
