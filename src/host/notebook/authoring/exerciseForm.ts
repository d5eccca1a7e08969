import { l10n } from 'vscode';
import { exercises } from '../../../lessons/exercises/index.ts';
import { type OwnDraft, problemWithTests } from '../../../protocol/notebook/index.ts';
import type { Step } from './form.ts';
import { askForm } from './form.ts';

/** An exercise as its author says it: one of the product by its id, or one of their own. */
export interface ExerciseDraft {
  readonly id: string;
  readonly text: string;
  readonly own?: Pick<OwnDraft, 'title' | 'tests'> | undefined;
}

/** Stands in the list for one of the author's own. No exercise has this id. */
const OWN = '';

/** Asks an author for an exercise. Resolves with undefined when they would rather not. */
export function askForExercise(
  title: string,
  known: ExerciseDraft = { id: '', text: '' },
): Promise<ExerciseDraft | undefined> {
  return askForm(title, known, (draft) => [
    whichStep(draft),
    ...(draft.own ? ownSteps(draft, draft.own) : []),
    taskStep(draft),
  ]);
}

/** Asks what an exercise of the author's own says. `header`: what it has said until now; its tests may be in a file. */
export function askForOwnExercise(
  title: string,
  known: OwnDraft,
  header: string,
): Promise<OwnDraft | undefined> {
  const begin: ExerciseDraft = { id: OWN, text: known.text, own: known };
  const hasTests = known.tests.length > 0;
  return askForm(title, begin, (draft) => {
    const own = draft.own ?? known;
    return [titleStep(draft, own), ...(hasTests ? testSteps(draft, own, header) : []), taskStep(draft)];
  }).then((draft) => draft && { ...known, ...draft.own, text: draft.text });
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function whichStep({ id, text, own }: ExerciseDraft): Step<ExerciseDraft> {
  const items = exercises.map((exercise) => ({
    id: exercise.id,
    label: exercise.title(),
    description: exercise.entry,
  }));
  const further = {
    id: OWN,
    label: l10n.t('An exercise of your own'),
    description: l10n.t('with tests that you write'),
  };
  const isUntouched = text === '' || text === taskOf(id);
  return {
    placeholder: l10n.t('What is to be written?'),
    items: [...items, further],
    chosen: own ? OWN : id,
    take: (chosen) => ({
      id: chosen,
      text: isUntouched ? taskOf(chosen) : text,
      own: chosen === OWN ? (own ?? { title: '', tests: [] }) : undefined,
    }),
  };
}

function ownSteps(draft: ExerciseDraft, own: NonNullable<ExerciseDraft['own']>): Step<ExerciseDraft>[] {
  return [titleStep(draft, own), ...testSteps(draft, own, '')];
}

function titleStep(draft: ExerciseDraft, own: NonNullable<ExerciseDraft['own']>): Step<ExerciseDraft> {
  return {
    prompt: l10n.t('What is the exercise called?'),
    value: own.title,
    placeholder: l10n.t('Twice as much'),
    problem: (text) => (text.trim() === '' ? l10n.t('Write a name.') : undefined),
    take: (title) => ({ ...draft, own: { ...own, title } }),
  };
}

/** One step for each test, and one for a further test. */
function testSteps(
  draft: ExerciseDraft,
  own: NonNullable<ExerciseDraft['own']>,
  header: string,
): Step<ExerciseDraft>[] {
  const { tests } = own;
  const withTest = (at: number, text: string): string[] =>
    text === ''
      ? tests.filter((_, other) => other !== at)
      : tests.map((test, other) => (other === at ? text : test));
  const isLonely = tests.length === 1;
  const known = tests.map((test, at): Step<ExerciseDraft> => ({
    prompt: isLonely ? l10n.t('Test {0}.', at + 1) : l10n.t('Test {0}. Empty takes it away.', at + 1),
    value: test,
    problem: (text) =>
      text.trim() === '' && !isLonely ? undefined : problemWithTests(withTest(at, text.trim()), false),
    take: (text) => ({ ...draft, own: { ...own, tests: withTest(at, text) } }),
    removes: (text) => text === '',
  }));
  const further: Step<ExerciseDraft> = {
    prompt:
      tests.length > 0
        ? l10n.t('Test {0}. Leave it empty when these are all.', tests.length + 1)
        : l10n.t(
            'Test {0}: operations and what is expected of them. Nobody sees it who works on the lesson.',
            1,
          ),
    value: '',
    placeholder: 'double(2) -> 4; double("2") -> error',
    problem: (text) =>
      text.trim() === '' && tests.length > 0
        ? problemWithTests(tests, true, header)
        : problemWithTests([...tests, text.trim()], false),
    take: (text) => (text === '' ? draft : { ...draft, own: { ...own, tests: [...tests, text] } }),
  };
  return [...known, further];
}

function taskStep(draft: ExerciseDraft): Step<ExerciseDraft> {
  const { text } = draft;
  return {
    prompt: l10n.t('What does a person read above the cell? You can use Markdown.'),
    value: inOneLine(text),
    problem: (typed) => (typed.trim() === '' ? l10n.t('Write a sentence or two.') : undefined),
    take: (typed) => ({ ...draft, text: typed === inOneLine(text) ? text : typed }),
  };
}

/** What is to be done, in one sentence to begin with. */
function taskOf(id: string): string {
  const exercise = exercises.find((each) => each.id === id);
  if (!exercise) return '';
  return exercise.kind === 'class'
    ? l10n.t('Write the class `{0}` here.', exercise.entry)
    : l10n.t('Write the function `{0}` here.', exercise.entry);
}
