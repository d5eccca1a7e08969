import assert from 'node:assert/strict';
import type { Command, Programs } from '../../../src/host/platform.ts';
import { ProgramTerminal } from '../../../src/host/watch/programTerminal.ts';
import { RealPrograms } from './realPrograms.ts';

/** Runs a script of Node, types when it has said something, and gives all that is seen. */
async function run(
  programs: Programs,
  script: string,
  typed: string,
  env: Command['env'] = {},
): Promise<{ code?: number; seen: string }> {
  const command = {
    file: process.execPath,
    args: ['-e', script],
    cwd: process.cwd(),
    env: { MINE: 'ä "b"', ...env },
  };
  const terminal = new ProgramTerminal(command, programs);
  let seen = '';
  terminal.onDidWrite((text) => {
    if (seen === '') setImmediate(() => terminal.handleInput(typed));
    seen += text;
  });
  terminal.open();
  const code = await terminal.ended;
  return { seen, ...(code !== undefined && { code }) };
}

const ECHO = `console.log(process.env.MINE + '?');
process.stdin.once('data', (line) => { console.log('<' + String(line).trim() + '>'); process.exit(7); });`;

const FOR_EVER = `process.on('SIGINT', () => process.exit(5)); setInterval(() => undefined, 1000); console.log(process.env.SHELL + '?');`;

for (const hasTerminal of [true, false]) {
  describe(`a terminal of ours, ${hasTerminal ? 'with' : 'without'} one of the system`, () => {
    const programs = new RealPrograms(hasTerminal);

    it('lets a person type, and tells how the program has ended', async () => {
      const { code, seen } = await run(programs, ECHO, 'hellp\x7fo\r');
      assert.equal(code, 7);
      assert.match(seen, /^ä "b"\?\r\n/);
      assert.match(seen, /<hello>\r\n/);
      assert.match(seen, /The program ended with exit code 7\.\r\n$/);
    });

    for (const SHELL of ['/bin/sh', '/bin/bash', "/no/shell of 'mine'"]) {
      it(`interrupts with Ctrl+C, for a person whose shell is ${SHELL}`, async () => {
        const { code, seen } = await run(programs, FOR_EVER, '\x03', { SHELL });
        assert.equal(code, 5);
        assert.ok(seen.startsWith(`${SHELL}?`), seen);
      });
    }
  });
}

describe('a terminal of ours', () => {
  it('tells why a program has not started', async () => {
    const terminal = new ProgramTerminal(
      { file: '/no/program', args: [], cwd: process.cwd(), env: {} },
      new RealPrograms(false),
    );
    terminal.open();
    assert.match((await terminal.started).message ?? '', /ENOENT/);
    assert.equal(await terminal.ended, undefined);
  });
});
