import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  const extension = extensions.getExtension<unknown>('cachebook.cachebook')!;

  it('comes from where this run means to test it', () => {
    const isInstalled = /[\\/]extensions[\\/]cachebook\.cachebook-/.test(extension.extensionPath);
    assert.equal(isInstalled, process.env['CACHEBOOK_SOURCE'] === 'vsix', extension.extensionPath);
  });

  it('activates by itself when a command is called, and not before its time', async () => {
    const before = performance.now();
    await extension.activate();
    console.log(`      activate() took ${(performance.now() - before).toFixed(1)} ms here`);
    assert.equal(extension.isActive, true);
  });

  it('has a handler for every command of the manifest', async () => {
    const { contributes } = extension.packageJSON as Manifest;
    const known = new Set(await commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !known.has(command));
    assert.deepEqual(missing, []);
  });
});
