import type { Frame, Locator, Page } from 'playwright-core';
import { setTheme } from '../../vscode/window/appearance.ts';
import type { ThemeName } from '../../vscode/window/themes.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';

/** The contrast that text needs by WCAG AA. */
export const LEAST_CONTRAST = 4.5;

/** Changes the theme of a window and waits until a page in it wears it. VS Code writes its kind on the body. */
export async function wears(window: Page, page: Frame, theme: ThemeName): Promise<void> {
  await setTheme(window, theme);
  await waitUntil('the theme in the page', () =>
    page.evaluate((kind) => document.body.dataset['vscodeThemeKind'] === kind, `vscode-${theme}`),
  );
}

export interface Colours {
  /** The least contrast of a text with what lies behind it, 1 to 21, and that text. */
  readonly least: number;
  readonly text: string;
}

/** How well the texts below `root` can be read, by WCAG's formula, from the colours that the page computes. */
export function readability(root: Locator): Promise<Colours> {
  return root.evaluate((element) => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const paint = (colours: readonly string[]): number[] => {
      pen.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
      }
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    // Many texts have the same colours before the same background.
    const kept = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
      const known = new Map<Key, Value>();
      return (key) => {
        if (!known.has(key)) known.set(key, make(key));
        return known.get(key)!;
      };
    };
    /** Of colours that lie on each other, a line each. */
    const light = kept((colours: string) => {
      const [r = 0, g = 0, b = 0] = paint(colours.split('\n')).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    // The outputs of a notebook are a page without a colour of its own, over the editor.
    const editor = getComputedStyle(document.body).getPropertyValue('--vscode-editor-background');
    const around = (node: Element): Element | null => {
      const root = node.getRootNode();
      return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    };
    const behind: (node: Element | null) => string = kept((node: Element | null): string =>
      node ? `${behind(around(node))}\n${getComputedStyle(node).backgroundColor}` : editor,
    );
    const ownText = (node: Element): string =>
      [...node.childNodes].map((child) => (child.nodeType === 3 ? child.textContent : '')).join('');
    const measured = [...(element.shadowRoot ?? element).querySelectorAll('*')]
      .filter((node) => ownText(node).trim() !== '' && node.checkVisibility())
      .map((node) => {
        const { color, fill } = getComputedStyle(node);
        const back = behind(node);
        const [a, b] = [light(`${back}\n${node instanceof SVGElement ? fill : color}`), light(back)];
        return { least: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), text: ownText(node).trim() };
      });
    return measured.reduce((worst, next) => (next.least < worst.least ? next : worst));
  });
}

/** How many pixels of a canvas have the colour that a token of the page names, give or take what smoothing does. */
export function pixelsOf(canvas: Locator, token: string): Promise<number> {
  return canvas.evaluate((element, token) => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    pen.fillStyle = getComputedStyle(document.body).getPropertyValue(token).trim();
    pen.fillRect(0, 0, 1, 1);
    const wanted = pen.getImageData(0, 0, 1, 1).data;
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const near = [0, 1, 2].every((part) => Math.abs((data[at + part] ?? 0) - (wanted[part] ?? 0)) < 8);
      if (near && (data[at + 3] ?? 0) > 200) count++;
    }
    return count;
  }, token);
}

/** The controls and pictures of a page that a screen reader would have no name for. */
export async function nameless(frame: Frame): Promise<string[]> {
  const tree = await frame.locator('body').ariaSnapshot();
  return tree.split('\n').filter((line) => /^\s*- (button|img|meter|progressbar|link)(?! ")/.test(line));
}
