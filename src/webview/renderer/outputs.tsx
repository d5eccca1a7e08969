import { render } from 'preact';
import type { OutputItem } from './api.ts';
import { ShownValue } from './shownValue.tsx';

interface Output {
  readonly root: ShadowRoot;
  readonly data: unknown;
}

/** The outputs that are drawn, each in a shadow root: the page belongs to all renderers, and to their styles. */
export class Outputs {
  private readonly byId = new Map<string, Output>();

  constructor(private readonly styles: CSSStyleSheet) {}

  /** Draws an item; one that is drawn already changes where it stands. */
  draw(item: OutputItem, element: HTMLElement): void {
    const root = element.shadowRoot ?? this.open(element);
    if (this.byId.get(item.id)?.root !== root) this.remove(item.id);
    const output = { root, data: parse(item.text()) };
    this.byId.set(item.id, output);
    show(output);
  }

  /** Draws all anew, as when the language has changed. */
  drawAll(): void {
    for (const output of this.byId.values()) show(output);
  }

  remove(id: string): void {
    const output = this.byId.get(id);
    if (!output) return;
    render(null, output.root);
    this.byId.delete(id);
  }

  removeAll(): void {
    for (const id of [...this.byId.keys()]) this.remove(id);
  }

  private open(element: HTMLElement): ShadowRoot {
    const root = element.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.styles];
    root.addEventListener('keydown', keepWithin);
    return root;
  }
}

/** The keys that press, scroll or go on within an output. */
const OWN_KEYS = /^(Enter| |Arrow.*|Home|End|Page.*)$/;

/** VS Code would edit a cell on Enter, and go to another one by the arrows, also while something of ours has the focus. */
function keepWithin(event: Event): void {
  if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (OWN_KEYS.test(event.key) || event.defaultPrevented) event.stopPropagation();
}

function show({ root, data }: Output): void {
  render(<ShownValue data={data} />, root);
}

/** What is no JSON is no value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
