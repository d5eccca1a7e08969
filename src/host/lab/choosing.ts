import { l10n, Uri, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Looked } from '../../protocol/lab.ts';
import type { LabClient } from './client.ts';
import type { Origin } from './origin.ts';
import { chooseWay } from './way.ts';

/** Asks for a file; undefined when the person gives up. */
export async function askForFile(): Promise<Uri | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Analyze a Trace'),
      openLabel: l10n.t('Analyze'),
      canSelectMany: false,
    })) ?? [];
  return file;
}

/** Asks how a file is to be read, as far as that is not clear; undefined when the person gives up. */
export async function chooseFile(client: LabClient, file: Uri): Promise<Origin | undefined> {
  const path = pathOf(file);
  const looked = await client.ask({ type: 'look', path });
  if (!(await isMeant(path, looked))) return undefined;
  const way = await chooseWay(looked);
  return way && { kind: 'file', title: nameOf(path), path: looked.realPath, way };
}

export function nameOf(path: string): string {
  return /[^\\/]+$/.exec(path)?.[0] ?? path;
}

export function pathOf(target: unknown): string {
  const uri = typeof target === 'string' ? uriOf(target) : target;
  if (!(uri instanceof Uri)) throw new HumanError(l10n.t('Name the file by its address, as a Uri.'));
  if (uri.scheme !== 'file')
    throw new HumanError(
      l10n.t('The lab reads files of this machine only. Save a copy of this one to the disk first.'),
    );
  return uri.fsPath;
}

/** A path or an address. */
function uriOf(text: string): Uri {
  return /^[a-z][a-z\d+.-]+:/i.test(text) ? Uri.parse(text, true) : Uri.file(text);
}

/** A link in a folder that is open may lead anywhere; what it leads to was not what was chosen. */
function leadsOutside(path: string, { realPath }: Looked): boolean {
  const isInside = (file: string): boolean => workspace.getWorkspaceFolder(Uri.file(file)) !== undefined;
  return isInside(path) && !isInside(realPath);
}

export function refuseOutside(path: string, looked: Looked): void {
  if (leadsOutside(path, looked))
    throw new HumanError(
      l10n.t(
        '{0} is a link that leads out of the workspace, to {1}. Name that file itself.',
        path,
        looked.realPath,
      ),
    );
}

async function isMeant(path: string, looked: Looked): Promise<boolean> {
  if (!leadsOutside(path, looked)) return true;
  const question = l10n.t('This file is a link that leads out of the workspace. Read what it leads to?');
  const read = l10n.t('Read');
  const detail = looked.realPath;
  return (await window.showWarningMessage(question, { modal: true, detail }, read)) === read;
}
