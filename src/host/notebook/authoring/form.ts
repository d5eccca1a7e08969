import type { QuickInput, QuickPickItem } from 'vscode';
import { QuickInputButtons, window } from 'vscode';

/** One step of a form: a line of text, or one of several items. */
export type Step<State> = TextStep<State> | PickStep<State>;

interface TextStep<State> {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  /** What is wrong with a text, said as it is typed. */
  readonly problem: (text: string) => string | undefined;
  readonly take: (text: string) => State;
  /** Whether this text takes the step itself out of the form. */
  readonly removes?: (text: string) => boolean;
}

interface PickStep<State> {
  readonly placeholder: string;
  readonly items: readonly PickedItem[];
  /** The id of the item that is chosen already. */
  readonly chosen: string | undefined;
  readonly take: (id: string) => State;
}

export interface PickedItem extends QuickPickItem {
  readonly id: string;
}

/** The person goes one step back. */
const BACK = Symbol('back');
type Answered = string | typeof BACK | undefined;

/**
 * Asks one thing after the other; what was said already stands there, and each step can be gone back to. What the steps
 * are depends on what was said. Resolves with everything, or undefined where the person would rather not.
 */
export async function askForm<State>(
  title: string,
  begin: State,
  stepsOf: (state: State) => readonly Step<State>[],
): Promise<State | undefined> {
  let state = begin;
  for (let at = 0; ;) {
    const steps = stepsOf(state);
    const step = steps[at];
    if (!step) return state;
    const place = { title, step: at + 1, totalSteps: steps.length };
    const answer = await ('items' in step ? pick(step, place) : write(step, place));
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      at--;
      continue;
    }
    state = step.take(answer);
    const isRemoved = 'removes' in step && step.removes(answer);
    if (!isRemoved) at++;
  }
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

function write<State>(
  { prompt, value, placeholder, problem }: TextStep<State>,
  place: Place,
): Promise<Answered> {
  const box = window.createInputBox();
  Object.assign(box, place, { prompt, value, placeholder: placeholder ?? '' });
  return answerOf(box, place, (accept) => {
    // What nobody has typed yet is no mistake.
    const look = (text: string, isTyped: boolean): boolean => {
      const message = problem(text);
      box.validationMessage = isTyped || text !== '' ? message : undefined;
      return message === undefined;
    };
    look(value, false);
    box.onDidChangeValue((text) => void look(text, true));
    box.onDidAccept(() => {
      if (look(box.value, true)) accept(box.value.trim());
    });
  });
}

function pick<State>({ placeholder, items, chosen }: PickStep<State>, place: Place): Promise<Answered> {
  const list = window.createQuickPick<PickedItem>();
  Object.assign(list, place, { placeholder, items });
  list.activeItems = items.filter(({ id }) => id === chosen);
  return answerOf(list, place, (accept) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item) accept(item.id);
    });
  });
}

interface Asking extends QuickInput {
  buttons: readonly { readonly iconPath: unknown }[];
  readonly onDidTriggerButton: (listener: () => void) => unknown;
}

/** Shows an input until it is answered, or hidden. */
function answerOf(
  input: QuickInput,
  { step }: Place,
  listen: (accept: (answer: string) => void) => void,
): Promise<Answered> {
  const asking = input as unknown as Asking;
  return new Promise((resolve) => {
    const end = (answer: Answered): void => {
      resolve(answer);
      input.dispose();
    };
    // A look into another window keeps what was typed.
    input.ignoreFocusOut = true;
    if (step > 1) asking.buttons = [QuickInputButtons.Back];
    asking.onDidTriggerButton(() => end(BACK));
    input.onDidHide(() => end(undefined));
    listen(end);
    input.show();
  });
}
