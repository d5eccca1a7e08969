import { l10n } from 'vscode';
import type { Prediction } from '../../protocol/notebook/index.ts';
import type { Answer } from '../lessons/progressState.ts';

/** What was predicted and what is right, as Markdown. */
export function verdictOf({ choices, answers, explanation }: Prediction, answer: Answer): string {
  const isChoice = choices.length > 0;
  const strong = (text: string): string => `**${isChoice ? text : escapeMarkdown(text)}**`;
  const verdict = answer.right
    ? l10n.t('You predicted {0}, and that is right.', strong(answer.text))
    : l10n.t('You predicted {0}. The answer is {1}.', strong(answer.text), strong(answers[0] ?? ''));
  return `${verdict} ${explanation}`;
}

/** A person's own words, so that they look as they were written. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|&~$]/g, '\\$&');
}
