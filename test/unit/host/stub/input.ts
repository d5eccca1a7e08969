import { desk } from './desk.ts';
import { EventEmitter } from './values.ts';

interface Item {
  readonly id: string;
  readonly label: string;
}

/** A box or a list that asks one step of a form. */
export class StubInput {
  title = '';
  prompt = '';
  placeholder = '';
  value = '';
  step = 0;
  totalSteps = 0;
  validationMessage: string | undefined;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  buttons: readonly unknown[] = [];
  private isGone = false;
  private readonly changed = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<undefined>();
  private readonly hidden = new EventEmitter<undefined>();
  private readonly pressed = new EventEmitter<undefined>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.pressed.event;

  constructor(readonly kind: 'input' | 'pick') {}

  show(): void {
    desk.input = this;
  }

  dispose(): void {
    if (this.isGone) return;
    this.isGone = true;
    if (desk.input === this) desk.input = undefined;
    this.hidden.fire(undefined);
  }

  /** As a person types it, without Enter. */
  type(text: string): string | undefined {
    this.value = text;
    this.changed.fire(text);
    return this.validationMessage;
  }

  /** Enter, with what stands there or is chosen. */
  accept(): void {
    this.selectedItems = this.activeItems;
    this.accepted.fire(undefined);
  }

  back(): void {
    if (this.buttons.length > 0) this.pressed.fire(undefined);
  }

  escape(): void {
    this.dispose();
  }
}
