import type { CancellationToken } from 'vscode';
import { l10n, NotebookEditorRevealType, NotebookRange, window } from 'vscode';
import type { Prediction } from '../../protocol/notebook/index.ts';
import type { Question } from './cellGates.ts';

/** Asks a person a question, and shows its cell. Resolves with undefined when they would rather not answer. */
export async function askQuestion(question: Question, token: CancellationToken): Promise<string | undefined> {
  reveal(question);
  const { choices } = question.prediction;
  const asked = { text: plainText(question.prediction.question), title: l10n.t('Predict') };
  const answer = await (choices.length > 0
    ? choose(asked, choices, l10n.t('Choose what you expect. Your first answer stays.'), token)
    : write(asked, l10n.t('Write what you expect. Your first answer stays.'), token));
  return answer?.trim();
}

/** Asks a question that was missed once more, wherever the person is. */
export async function askAgain(
  { question, choices }: Prediction,
  title: string,
  token: CancellationToken,
): Promise<string | undefined> {
  const asked = { text: plainText(question), title };
  const answer = await (choices.length > 0
    ? choose(asked, choices, title, token)
    : write(asked, l10n.t('Write your answer'), token));
  return answer?.trim();
}

interface Asked {
  readonly text: string;
  /** Stands above a box to write into. */
  readonly title: string;
}

async function choose(
  { text }: Asked,
  choices: readonly string[],
  placeHolder: string,
  token: CancellationToken,
): Promise<string | undefined> {
  const items = choices.map((choice) => ({ label: withoutIcons(plainText(choice)), choice }));
  const chosen = await window.showQuickPick(items, { title: text, placeHolder, ignoreFocusOut: true }, token);
  return chosen?.choice;
}

function write(
  { text, title }: Asked,
  placeHolder: string,
  token: CancellationToken,
): Thenable<string | undefined> {
  return window.showInputBox(
    {
      title,
      prompt: text,
      placeHolder,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value.trim() === '' ? l10n.t('Write an answer, or press Escape.') : undefined,
    },
    token,
  );
}

function reveal({ cell }: Question): void {
  const editor = window.visibleNotebookEditors.find(({ notebook }) => notebook === cell.notebook);
  const range = new NotebookRange(cell.index, cell.index + 2);
  editor?.revealRange(range, NotebookEditorRevealType.InCenterIfOutsideViewport);
}

/** Markdown without its marks, in one line: boxes show text as it is. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Labels of choices would show `$(name)` as a picture. */
function withoutIcons(label: string): string {
  return label.replace(/\$\(/g, '$\u200b(');
}
