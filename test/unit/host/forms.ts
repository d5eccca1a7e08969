/** Forms of an author, as a person answers them. */
import assert from 'node:assert/strict';
import { settled } from './host.ts';
import { desk } from './stub/desk.ts';
import type { StubInput } from './stub/input.ts';

/** What is shown now to ask a step. */
export async function asked(): Promise<StubInput> {
  await settled();
  assert.ok(desk.input, 'nothing is asked');
  return desk.input;
}

export async function type(text: string): Promise<void> {
  const box = await asked();
  assert.equal(box.type(text), undefined);
  box.accept();
}

export async function choose(id: string): Promise<void> {
  const list = await asked();
  list.activeItems = list.items.filter((item) => item.id === id);
  list.accept();
}

export const QUESTION =
  '```predict\nanswer: once\nexplanation: It is kept.\n---\nHow often?\n\n- once\n- twice\n```\n';
