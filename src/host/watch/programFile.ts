import type { TextDocument, WorkspaceFolder } from 'vscode';
import { l10n, Uri, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Programs } from '../platform.ts';

/** A file that can be run, and where. */
export interface ProgramFile {
  readonly uri: Uri;
  readonly path: string;
  /** Its name without folders. */
  readonly name: string;
  readonly folder: WorkspaceFolder | undefined;
  /** The folder that its program runs in. */
  readonly cwd: string;
}

/** Thrown where a workspace is not trusted. */
export class NotTrusted extends HumanError {}

/** Whether anything may be run here. Throws a `HumanError` where not. */
export function checkTrust(): void {
  if (!workspace.isTrusted)
    throw new NotTrusted(l10n.t('Programs are watched once you trust the workspace. Nothing was run.'));
}

/**
 * Looks whether a file can be run, and saves what is not saved yet. Throws a `HumanError` where that is not possible.
 */
export async function programFile(target: unknown, programs: Programs): Promise<ProgramFile> {
  checkTrust();
  const uri = await saved(uriOf(target));
  if (uri.scheme !== 'file')
    throw new HumanError(
      l10n.t(
        'The file is not on the disk of a machine, so no interpreter can run it. Open a copy that is: {0}',
        uri.toString(true),
      ),
    );
  const path = uri.fsPath;
  const kind = await programs.kindOf(path);
  if (kind === 'nothing') throw new HumanError(l10n.t('There is no file {0}.', path));
  if (kind === 'folder') throw new HumanError(l10n.t('{0} is a folder. Choose a file in it.', path));
  const folder = workspace.getWorkspaceFolder(uri);
  const cwd = folder?.uri.fsPath ?? Uri.joinPath(uri, '..').fsPath;
  return { uri, path, name: uri.path.slice(uri.path.lastIndexOf('/') + 1), folder, cwd };
}

function uriOf(target: unknown): Uri {
  if (target instanceof Uri) return target;
  throw new HumanError(l10n.t('Name the file by its address, as a Uri.'));
}

/** Where the file is once all of it is on the disk: one that has no name yet is asked for it. */
async function saved(uri: Uri): Promise<Uri> {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (!document?.isDirty && uri.scheme !== 'untitled') return uri;
  const name = await save(document, uri);
  if (!name) throw new HumanError(l10n.t('The file was not saved, so it was not run.'));
  return name;
}

async function save(document: TextDocument | undefined, uri: Uri): Promise<Uri | undefined> {
  if (uri.scheme === 'untitled') return workspace.save(uri);
  return (await document?.save()) === true ? uri : undefined;
}
