import type { CancellationToken } from 'vscode';
import { l10n, NotebookEditorRevealType, NotebookRange, window } from 'vscode';
import type { Question } from './cellGates.ts';

/** Asks a person a question, and shows its cell. Resolves with undefined when they would rather not answer. */
export async function askQuestion(question: Question, token: CancellationToken): Promise<string | undefined> {
  reveal(question);
  const { choices } = question.prediction;
  const text = plainText(question.prediction.question);
  const answer = await (choices.length > 0 ? choose(text, choices, token) : write(text, token));
  return answer?.trim();
}

async function choose(
  question: string,
  choices: readonly string[],
  token: CancellationToken,
): Promise<string | undefined> {
  const items = choices.map((choice) => ({ label: withoutIcons(plainText(choice)), choice }));
  const placeHolder = l10n.t('Choose what you expect. Your first answer stays.');
  const chosen = await window.showQuickPick(
    items,
    { title: question, placeHolder, ignoreFocusOut: true },
    token,
  );
  return chosen?.choice;
}

function write(question: string, token: CancellationToken): Thenable<string | undefined> {
  return window.showInputBox(
    {
      title: l10n.t('Predict'),
      prompt: question,
      placeHolder: l10n.t('Write what you expect. Your first answer stays.'),
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
