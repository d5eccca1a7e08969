import assert from 'node:assert/strict';
import {
  decodeNotebook,
  encodeNotebook,
  NotebookFormatError,
  parseNotebook,
} from '../../../src/protocol/notebook/index.ts';

/** Checks the refusal: its line, and that the message names it and says what to do. */
function assertRefused(run: () => unknown, line: number, advice: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof NotebookFormatError);
    assert.equal(error.line, line);
    assert.ok(error.message.startsWith(`Line ${line}: `));
    assert.match(error.message, advice);
    return true;
  });
}

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)])));

describe('a file that is no notebook', () => {
  it('front matter without an end', () => {
    for (const text of ['# Text\n', 'Text\n', '```ts\n1\n```\n\n---\n\n# A rule far below\n']) {
      assertRefused(() => parseNotebook(`---\ntitle: x\n\n${text}`), 1, /Write a line with --- after it/);
    }
  });

  it('bytes that are no UTF-8, with the line they are on', () => {
    assertRefused(() => decodeNotebook(bytes('a\nü\r\nb', 0xff, '\n')), 3, /save it as UTF-8/);
    assertRefused(() => decodeNotebook(bytes('a\rb\r\n', 0xc3)), 3, /UTF-8/);
    assertRefused(() => decodeNotebook(bytes(0xff, 0xfe, 'a', 0)), 1, /UTF-8/);
    assertRefused(() => decodeNotebook(bytes('a', 0xed, 0xa0, 0x80)), 1, /UTF-8/);
  });

  it('all other bytes come back as they were', () => {
    const text = '\uFEFFü 😀\r\n\0\u2028\r```ts\n';
    assert.deepEqual(encodeNotebook(decodeNotebook(bytes(text))), bytes(text));
  });
});
