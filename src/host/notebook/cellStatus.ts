import type { NotebookCell } from 'vscode';
import {
  EventEmitter,
  l10n,
  NotebookCellStatusBarAlignment,
  NotebookCellStatusBarItem,
  notebooks as api,
  workspace,
} from 'vscode';
import { findExercise } from '../../lessons/exercises/index.ts';
import { Disposables } from '../lifecycle.ts';
import type { NotebookProgress } from '../lessons/notebookProgress.ts';
import type { Progress } from '../lessons/progress.ts';
import type { Question } from './cellGates.ts';
import { gateOf } from './cellGates.ts';
import type { Notebooks } from './notebooks.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import type { ProgressOf, Verdicts } from './predictions.ts';

/** What stands at the foot of a cell: its questions and how they turned out, and what can be done with its exercise. */
export function registerCellStatus(
  progress: Progress,
  progressOf: ProgressOf,
  verdicts: Verdicts,
  notebooks: Pick<Notebooks, 'lacksCellsAbove'>,
): Disposables {
  const registered = new Disposables();
  const changed = registered.add(new EventEmitter<void>());
  registered.add(progress.onDidChange(() => changed.fire()));
  registered.add(
    workspace.onDidChangeNotebookDocument(({ notebook, cellChanges, contentChanges }) => {
      const isOver = cellChanges.some(({ executionSummary }) => executionSummary !== undefined);
      if (notebook.notebookType === NOTEBOOK_TYPE && (isOver || contentChanges.length > 0)) changed.fire();
    }),
  );
  registered.add(
    api.registerNotebookCellStatusBarItemProvider(NOTEBOOK_TYPE, {
      onDidChangeCellStatusBarItems: changed.event,
      provideCellStatusBarItems: async (cell) => {
        const known = await progressOf(cell.notebook);
        const items = itemsOf(cell, known, verdicts.isTold(cell) || known.isDone(cell));
        return notebooks.lacksCellsAbove(cell) ? [cellsAbove(cell), ...items] : items;
      },
    }),
  );
  return registered;
}

/** `isShown`: the cell has run, so that whoever looks at it may know the answers. */
function itemsOf(
  cell: NotebookCell,
  progress: NotebookProgress,
  isShown: boolean,
): NotebookCellStatusBarItem[] {
  const { questions, exercise, own } = gateOf(cell);
  const isOpen = questions.some((question) => !progress.answerTo(question.cell));
  return [
    ...(isOpen ? [openQuestion(cell)] : []),
    ...questions.flatMap((question) => answered(question, progress, isShown)),
    ...(exercise === undefined
      ? []
      : exerciseItems(cell, exercise, own?.title ?? findExercise(exercise)?.title(), progress)),
  ];
}

function cellsAbove(cell: NotebookCell): NotebookCellStatusBarItem {
  const tooltip = l10n.t('Not all cells above have run in this kernel. Run them, then run this cell again.');
  return button('$(run-above)', l10n.t('Run the Cells Above'), tooltip, 'cachebook.runCellsAbove', cell);
}

function openQuestion(cell: NotebookCell): NotebookCellStatusBarItem {
  const tooltip = l10n.t('Answer the question above; then the cell can run.');
  return button('$(question)', l10n.t('Predict'), tooltip, 'cachebook.answerPrediction', cell);
}

/** What was answered, and whether it is right once the cell has shown it. */
function answered(
  { cell: asked, prediction }: Question,
  progress: NotebookProgress,
  isShown: boolean,
): NotebookCellStatusBarItem[] {
  const answer = progress.answerTo(asked);
  if (!answer) return [];
  const { text } = answer;
  if (!isShown) {
    const tooltip = l10n.t('Your answer stays. Run the cell to see whether it is right.');
    return [item('$(lock)', l10n.t('You predicted: {0}', text), tooltip)];
  }
  const right = prediction.answers[0] ?? '';
  return answer.right
    ? [item('$(check)', l10n.t('Predicted right: {0}', text), prediction.explanation)]
    : [item('$(close)', l10n.t('You predicted: {0}. The answer: {1}', text, right), prediction.explanation)];
}

function exerciseItems(
  cell: NotebookCell,
  id: string,
  title: string | undefined,
  progress: NotebookProgress,
): NotebookCellStatusBarItem[] {
  if (title === undefined) return [item('$(warning)', l10n.t('There is no exercise "{0}"', id), '')];
  const check = l10n.t('Run the cell and check it: {0}', title);
  const hint = l10n.t('Show the next hint below the cell');
  const solution = l10n.t('Show a solution below the cell');
  const passed = l10n.t('This exercise has passed its check.');
  return [
    button('$(beaker)', l10n.t('Check'), check, 'cachebook.checkExercise', cell),
    button('$(lightbulb)', l10n.t('Hint'), hint, 'cachebook.showHint', cell),
    button('$(book)', l10n.t('Solution'), solution, 'cachebook.showSolution', cell),
    ...(progress.isPassed(cell) ? [item('$(pass-filled)', l10n.t('Passed'), passed)] : []),
  ];
}

function button(
  icon: string,
  label: string,
  tooltip: string,
  command: string,
  cell: NotebookCell,
): NotebookCellStatusBarItem {
  const made = item(icon, label, tooltip);
  made.command = { command, title: label, arguments: [cell] };
  return made;
}

/** The icon is for eyes only. */
function item(icon: string, label: string, tooltip: string): NotebookCellStatusBarItem {
  const made = new NotebookCellStatusBarItem(
    `${icon} ${label.replaceAll('$(', '$\u200b(')}`,
    NotebookCellStatusBarAlignment.Left,
  );
  made.tooltip = tooltip;
  made.accessibilityInformation = { label: tooltip === '' ? label : `${label}. ${tooltip}` };
  return made;
}
