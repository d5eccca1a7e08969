import { l10n } from 'vscode';
import { exercises } from '../../../lessons/exercises/index.ts';
import type { Step } from './form.ts';
import { askForm } from './form.ts';

/** An exercise of the product, and what a person reads of it. */
export interface ExerciseDraft {
  readonly id: string;
  readonly text: string;
}

/** Asks an author for an exercise. Resolves with undefined when they would rather not. */
export function askForExercise(
  title: string,
  known: ExerciseDraft = { id: '', text: '' },
): Promise<ExerciseDraft | undefined> {
  return askForm(title, known, stepsOf);
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function stepsOf(draft: ExerciseDraft): Step<ExerciseDraft>[] {
  const { id, text } = draft;
  return [
    {
      placeholder: l10n.t('What is to be written?'),
      items: exercises.map((exercise) => ({
        id: exercise.id,
        label: exercise.title(),
        description: exercise.entry,
      })),
      chosen: id,
      take: (chosen) => ({ id: chosen, text: text === '' || text === taskOf(id) ? taskOf(chosen) : text }),
    },
    {
      prompt: l10n.t('What does a person read above the cell? You can use Markdown.'),
      value: inOneLine(text),
      problem: (typed) => (typed.trim() === '' ? l10n.t('Write a sentence or two.') : undefined),
      take: (typed) => ({ id, text: typed === inOneLine(text) ? text : typed }),
    },
  ];
}

/** What is to be done, in one sentence to begin with. */
function taskOf(id: string): string {
  const exercise = exercises.find((each) => each.id === id);
  if (!exercise) return '';
  return exercise.kind === 'class'
    ? l10n.t('Write the class `{0}` here.', exercise.entry)
    : l10n.t('Write the function `{0}` here.', exercise.entry);
}
