import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { liveKernels, nextKernel } from './support/kernels.ts';
import { messageOf, runScenario } from './support/scenarios.ts';

/** Hours of plain recursion if nobody stopped it. */
const LONG = { stair: 36, repeat: 1000, number: 1000 };

describe('the kernel', () => {
  it('killed from outside ends the scenario with an error, and the next run works', async () => {
    const message = messageOf(runScenario('stairs', LONG));
    process.kill(await nextKernel(), 'SIGKILL');
    assert.match(await message, /SIGKILL/);
    assert.equal((await runScenario('cache-info', { stair: 7 })).value, '44');
  });

  it('is stopped in the middle of the plain recursion', async () => {
    const message = messageOf(runScenario('stairs', LONG));
    await nextKernel();
    await commands.executeCommand('cachebook.stop');
    assert.match(await message, /stopped/);
    assert.deepEqual(liveKernels(), []);
  });

  it('does not see the secrets of the environment', async () => {
    process.env['CACHEBOOK_TEST_TOKEN'] = 'secret';
    const message = messageOf(runScenario('stairs', LONG));
    const { readFileSync } = await import('node:fs');
    const pid = await nextKernel();
    const environment = process.platform === 'linux' ? readFileSync(`/proc/${pid}/environ`, 'utf8') : '';
    await commands.executeCommand('cachebook.stop');
    await message;
    delete process.env['CACHEBOOK_TEST_TOKEN'];
    assert.doesNotMatch(environment, /secret/);
  });
});
