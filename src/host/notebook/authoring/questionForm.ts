import { l10n } from 'vscode';
import type { QuestionDraft } from '../../../protocol/notebook/index.ts';
import { problemWithChoice, problemWithQuestion } from '../../../protocol/notebook/index.ts';
import type { Step } from './form.ts';
import { askForm } from './form.ts';

interface State extends QuestionDraft {
  readonly isFree: boolean;
}

const NOTHING: QuestionDraft = { question: '', choices: [], answer: '', explanation: '' };

/** Asks an author for a question. Resolves with undefined when they would rather not. */
export async function askForQuestion(
  title: string,
  known: QuestionDraft = NOTHING,
): Promise<QuestionDraft | undefined> {
  const begin: State = { ...known, isFree: known !== NOTHING && known.choices.length === 0 };
  const state = await askForm(title, begin, stepsOf);
  if (!state) return undefined;
  const { question, answer, explanation, isFree, choices } = state;
  return { question, choices: isFree ? [] : choices, answer, explanation };
}

function stepsOf(state: State): Step<State>[] {
  const answers = state.isFree ? [freeAnswer(state)] : [...choiceSteps(state), rightChoice(state)];
  return [questionStep(state), kindStep(state), ...answers, explanationStep(state)];
}

/** A text in one line, as a box shows it. */
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function questionStep(state: State): Step<State> {
  const { question } = state;
  return {
    prompt: l10n.t('What do you ask before the code runs? You can use Markdown.'),
    value: inOneLine(question),
    placeholder: l10n.t('How many requests are hits?'),
    problem: (text) =>
      problemWithQuestion({ question: text, choices: ['a', 'b'], answer: 'a', explanation: '.' }),
    // Paragraphs stay as they are where the words are the same.
    take: (text) => ({ ...state, question: text === inOneLine(question) ? question : text }),
  };
}

function kindStep(state: State): Step<State> {
  return {
    placeholder: l10n.t('How is it answered?'),
    items: [
      { id: 'choices', label: l10n.t('With one of several choices') },
      { id: 'free', label: l10n.t('With a number or a word') },
    ],
    chosen: state.isFree ? 'free' : 'choices',
    take: (id) => ({ ...state, isFree: id === 'free' }),
  };
}

/** One step for each choice, and one for a further choice. */
function choiceSteps(state: State): Step<State>[] {
  const { choices } = state;
  const isEnough = choices.length >= 2;
  const known = choices.map((choice, at): Step<State> => {
    const others = choices.filter((_, other) => other !== at);
    return {
      prompt: l10n.t('Choice {0}. Empty takes it away.', at + 1),
      value: choice,
      problem: (text) => (text.trim() === '' ? undefined : problemWithChoice(text, others)),
      take: (text) => ({ ...state, ...replaced(state, at, text) }),
      removes: (text) => text === '',
    };
  });
  const further: Step<State> = {
    prompt: isEnough
      ? l10n.t('Choice {0}. Leave it empty when these are all.', choices.length + 1)
      : l10n.t('Choice {0}.', choices.length + 1),
    value: '',
    problem: (text) => (text.trim() === '' && isEnough ? undefined : problemWithChoice(text, choices)),
    take: (text) => (text === '' ? state : { ...state, choices: [...choices, inOneLine(text)] }),
  };
  return [...known, further];
}

/** The right choice stays the right one when it is written in other words. */
function replaced({ choices, answer }: State, at: number, text: string): Pick<State, 'choices' | 'answer'> {
  const choice = inOneLine(text);
  const isRight = choices[at] === answer;
  return {
    choices: choices.flatMap((each, other) => (other !== at ? [each] : choice === '' ? [] : [choice])),
    answer: isRight ? choice : answer,
  };
}

function rightChoice(state: State): Step<State> {
  return {
    placeholder: l10n.t('Which one is right?'),
    items: state.choices.map((choice) => ({ id: choice, label: choice.replaceAll('$(', '$\u200b(') })),
    chosen: state.answer,
    take: (answer) => ({ ...state, answer }),
  };
}

function freeAnswer(state: State): Step<State> {
  return {
    prompt: l10n.t('What is right? Separate several right answers by a bar: 1,000 | a thousand'),
    value: state.answer,
    problem: (text) =>
      text.split('|').some((answer) => answer.trim() === '')
        ? l10n.t('Write a right answer.')
        : problemWithQuestion({ ...state, choices: [], answer: text, explanation: '.' }),
    take: (answer) => ({ ...state, answer }),
  };
}

function explanationStep(state: State): Step<State> {
  return {
    prompt: l10n.t('Why is it so? This is told below the cell once it has run.'),
    value: state.explanation,
    problem: (text) => (text.trim() === '' ? l10n.t('Write a sentence or two.') : undefined),
    take: (explanation) => ({ ...state, explanation }),
  };
}
