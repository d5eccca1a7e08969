import { l10n } from 'vscode';
import type { Broken, Prediction } from '../../protocol/notebook/index.ts';
import type { Answer } from '../lessons/progressState.ts';

/** What was predicted and what is right, as Markdown. */
export function verdictOf({ choices, answers, explanation }: Prediction, answer: Answer): string {
  const isChoice = choices.length > 0;
  const strong = (text: string): string => `**${isChoice ? text : escapeMarkdown(text)}**`;
  const verdict = answer.right
    ? l10n.t('You predicted: {0}. That is right.', strong(answer.text))
    : l10n.t('You predicted: {0}. The answer: {1}.', strong(answer.text), strong(answers[0] ?? ''));
  return `${verdict} ${explanation}`;
}

/** That a question or an exercise was left out, and why, as Markdown. */
export function omissionOf({ kind, message }: Broken): string {
  const why = escapeMarkdown(message);
  return kind === 'predict'
    ? l10n.t('The question above has a mistake and was not asked. {0}', why)
    : l10n.t('The exercise above has a mistake and cannot be checked. {0}', why);
}

/** A person's own words, so that they look as they were written. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|&~$]/g, '\\$&');
}
