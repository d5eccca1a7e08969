import assert from 'node:assert/strict';
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { askWhereTo, writeWhole } from '../../../src/host/files.ts';
import { dataOf, desk, StubEditor } from './stub/desk.ts';
import { StubNotebook } from './stub/notebook.ts';

const uri = Uri.parse('other-scheme://host/folder/recording.csv?of=1');

/** What lies in the folder. */
const files = (): Record<string, string> =>
  Object.fromEntries([...desk.files].map(([at, bytes]) => [at, new TextDecoder().decode(bytes)]));

const before = (text: string): unknown => desk.files.set(uri.toString(), new TextEncoder().encode(text));

type Fs = typeof workspace.fs;

/** As it is in the beginning. */
const write = workspace.fs.writeFile.bind(workspace.fs);

/** Calls something while parts of the file system are other ones. */
async function whileFs(parts: Partial<Fs>, task: () => Promise<void>): Promise<void> {
  const own = { ...workspace.fs };
  Object.assign(workspace.fs, parts);
  try {
    await task();
  } finally {
    Object.assign(workspace.fs, own);
  }
}

function failure(code: string): FileSystemError {
  return Object.assign(new FileSystemError(code), { code });
}

describe('where a file is to be written', () => {
  beforeEach(() => desk.clear());

  const folder = Uri.parse('other-scheme://host/folder');
  const options = (): { readonly title: string; readonly defaultUri?: Uri } =>
    desk.questions[0]?.options as never;

  it('is asked with a name to begin with, of which nothing is left that a file system does not like', async () => {
    for (const [name, begun] of [
      ['requests.txt.oracleGeneral.bin', 'requests.txt.oracleGeneral.bin'],
      ['../a/b: größe (1)?.svg', 'cachebook..ab größe 1.svg'],
      ['{*}.csv', 'cachebook.csv'],
    ] as const) {
      const asked = askWhereTo({ title: 'Save', name, filters: {}, folder });
      assert.equal(options().defaultUri?.path, `/folder/${begun}`);
      desk.questions[0]?.answer(uri);
      assert.equal(await asked, uri);
    }
  });

  it('begins in the folder of the workspace, where there is one', async () => {
    const asked = (): Promise<Uri | undefined> =>
      askWhereTo({ title: 'Save', name: 'a.svg', filters: { SVG: ['svg'] } });
    for (const folders of [undefined, [{ uri: folder }]]) {
      Object.assign(workspace, { workspaceFolders: folders });
      const answer = asked();
      assert.equal(options().defaultUri?.path, folders && '/folder/a.svg');
      assert.equal(options().title, 'Save');
      desk.questions[0]?.answer(undefined);
      assert.equal(await answer, undefined);
    }
    Object.assign(workspace, { workspaceFolders: undefined });
  });
});

describe('a file that is written as a whole', () => {
  beforeEach(() => desk.clear());

  it('comes into its place in one step, in any file system, and nothing is left beside it', async () => {
    const written: string[] = [];
    const record: Fs['writeFile'] = (target, bytes) => {
      written.push(target.toString());
      return write(target, bytes);
    };
    await whileFs({ writeFile: record }, async () => {
      await writeWhole(uri, 'new');
      before('old');
      await writeWhole(uri, new TextEncoder().encode('newer'));
    });
    assert.deepEqual(files(), { [uri.toString()]: 'newer' });
    assert.equal(written.length, 2);
    assert.ok(written.every((each) => each.startsWith('other-scheme://host/folder/recording.csv.')));
  });

  it('leaves what stood there where it cannot be written, for example because the disk is full', async () => {
    before('old');
    const half: Fs['writeFile'] = async (target, bytes) => {
      await write(target, bytes.slice(0, 1));
      throw failure('Unknown');
    };
    await whileFs({ writeFile: half }, () => assert.rejects(writeWhole(uri, 'new')));
    assert.deepEqual(files(), { [uri.toString()]: 'old' });
  });

  it('is written in its place where a file can be written, but none made or renamed', async () => {
    before('old');
    const onlyThere: Fs['writeFile'] = (target, bytes) =>
      target.toString() === uri.toString() ? write(target, bytes) : Promise.reject(failure('NoPermissions'));
    await whileFs({ writeFile: onlyThere }, () => writeWhole(uri, 'new'));
    assert.deepEqual(files(), { [uri.toString()]: 'new' });
    await whileFs({ rename: () => Promise.reject(failure('Unavailable')) }, () => writeWhole(uri, 'newer'));
    assert.deepEqual(files(), { [uri.toString()]: 'newer' });
  });

  it('never takes the place of a link or a folder, and of no file that is shown in a tab', async () => {
    let renamed = 0;
    const rename = (): Promise<void> => {
      renamed++;
      return Promise.resolve();
    };
    for (const type of [FileType.Directory, FileType.File | FileType.SymbolicLink] as FileType[]) {
      before('old');
      const stat = (): ReturnType<Fs['stat']> => Promise.resolve({ type, size: 1, ctime: 0, mtime: 0 });
      await whileFs({ rename, stat }, () => writeWhole(uri, 'new'));
    }
    desk.editors.push(new StubEditor(new StubNotebook(uri, dataOf())));
    await whileFs({ rename }, () => writeWhole(uri, 'new'));
    assert.equal(renamed, 0);
    assert.deepEqual(files(), { [uri.toString()]: 'new' });
  });
});
