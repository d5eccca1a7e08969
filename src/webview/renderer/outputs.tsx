import { render } from 'preact';
import type { OutputItem } from './api.ts';
import { ShownValue } from './shownValue.tsx';

interface Output {
  readonly root: ShadowRoot;
  readonly display: string | undefined;
  /** As it came with the output. */
  readonly data: unknown;
}

/** The outputs that are drawn, each in a shadow root: the page belongs to all renderers, and to their styles. */
export class Outputs {
  private readonly byId = new Map<string, Output>();
  /** What came later than an output's own data, by display: also before the output is drawn. */
  private readonly newest = new Map<string, unknown>();

  constructor(private readonly styles: CSSStyleSheet) {}

  draw(item: OutputItem, element: HTMLElement): void {
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    if (this.byId.get(item.id)?.root !== root) this.remove(item.id);
    root.adoptedStyleSheets = [this.styles];
    const output = { root, display: item.metadata?.display, data: parse(item.text()) };
    this.byId.set(item.id, output);
    this.show(output);
  }

  /** Draws `data` wherever this display is shown. */
  redraw(display: string, data: unknown): void {
    this.newest.set(display, data);
    for (const output of this.byId.values()) if (output.display === display) this.show(output);
  }

  /** Draws all anew, as when the language has changed. */
  drawAll(): void {
    for (const output of this.byId.values()) this.show(output);
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

  private show({ root, display, data }: Output): void {
    const newest = display === undefined ? undefined : this.newest.get(display);
    render(<ShownValue data={newest ?? data} />, root);
  }
}

/** What is no JSON is no value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
