import type { Frame } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** What has the keyboard in a page. */
export interface Focus {
  /** Its label, or its text. */
  readonly name: string;
  /** Whether it can be seen that it has the keyboard. */
  readonly isVisible: boolean;
}

export function focusIn(frame: Frame): Promise<Focus> {
  return frame.evaluate(() => {
    let element = document.activeElement;
    // Nothing in the page has it yet: that the page has is the window's to show.
    if (!element || element === document.body) return { name: '', isVisible: true };
    const name =
      element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { name: name.trim(), isVisible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 };
  });
}

/** Presses Tab until something has the keyboard. Returns what had it on the way, that included. */
export async function tabsTo(person: Person, frame: Frame, name: string | RegExp): Promise<Focus[]> {
  const way: Focus[] = [];
  await waitUntil(`the keyboard on ${String(name)}`, async () => {
    await person.presses('Tab');
    const focus = await focusIn(frame);
    way.push(focus);
    return typeof name === 'string' ? focus.name === name : name.test(focus.name);
  });
  return way;
}
