import { l10n } from 'vscode';
import type { LabProblem } from '../../protocol/lab.ts';

/** What is wrong with a file, and what to do. */
export function problemText({ kind, detail, names }: LabProblem): string {
  if (isOfAccess(kind)) return accessText(kind);
  return isOfWriting(kind) ? writingText(kind, detail) : contentText(kind, detail, names);
}

/** What is in a file, or is not. */
function contentText(
  kind: Exclude<LabProblem['kind'], AccessKind | WritingKind>,
  detail = '',
  names: readonly string[] = [],
): string {
  switch (kind) {
    case 'empty':
      return l10n.t('There are no requests in this file: it is empty.');
    case 'binary':
      return l10n.t(
        'This file is binary, and of no format that is known here. Known are oracleGeneral of libCacheSim and numbers of four bytes.',
      );
    case 'packed':
      return l10n.t(
        'What is in this file is packed as {0}. Unpack it, and analyze what comes out of it; gzip and zstd are unpacked here, once.',
        detail,
      );
    case 'otherKind':
      return l10n.t(
        'This is a file of another kind ({0}), which holds no requests that can be read here. Export them as one key per line, as CSV or as JSON lines.',
        detail,
      );
    case 'jsonArray':
      return l10n.t(
        'This is one JSON value over the whole file. Write one object per line (JSON Lines), for example with: jq -c ".[]"',
      );
    case 'truncated':
      return l10n.t('This file is cut off: what is packed in it ends too early. Copy it again.');
    case 'damaged':
      return l10n.t('This file is damaged: what is packed in it cannot be unpacked. Copy it again.');
    case 'tooMuchMemory':
      return l10n.t(
        'This file was packed with a window of more than 128 MiB. Pack it again without --long, or with --long=27.',
      );
    case 'changed':
      return l10n.t('This file has become shorter while it was read. Copy it, and analyze the copy.');
    case 'rewritten':
      return l10n.t('This file was written anew while it was read. Copy it, and analyze the copy.');
    case 'vanished':
      return l10n.t('This file was moved or replaced while it was read. Copy it, and analyze the copy.');
    case 'noColumn':
      return names.length > 0
        ? l10n.t('There is no column "{0}" in this file. It has: {1}.', detail, names.join(', '))
        : l10n.t('There is no column "{0}" in this file.', detail);
    case 'noRequests':
      return l10n.t('No line of this file could be read as a request. The first one is: {0}', detail);
    case 'longLine':
      return l10n.t(
        'No line of this file could be read as a request: each is longer than a megabyte. Write one request per line. It begins with: {0}',
        detail,
      );
    case 'oneByte':
      return l10n.t(
        'There are no requests in this file: it begins with the same byte over and over, as a file does that was not written to its end. Copy it again.',
      );
    case 'other':
      return l10n.t('This file could not be analyzed: {0}', detail);
  }
}

const writingKinds = ['notWritten', 'noTemporary', 'noRoom'] as const;
type WritingKind = (typeof writingKinds)[number];

function isOfWriting(kind: LabProblem['kind']): kind is WritingKind {
  return writingKinds.some((each) => each === kind);
}

/** Why something cannot be written. */
function writingText(kind: WritingKind, detail = ''): string {
  switch (kind) {
    case 'noTemporary':
      return l10n.t(
        'The lab cannot write its temporary file in {0}. Let the environment variable TMPDIR name a folder where it can, and start VS Code again.',
        detail,
      );
    case 'notWritten':
      return l10n.t('{0} cannot be written. Choose another place, or change its permissions.', detail);
    case 'noRoom':
      return l10n.t('The disk is full. The lab keeps a temporary file of four bytes for each request.');
  }
}

const accessKinds = [
  'gone',
  'dangling',
  'loop',
  'busy',
  'unreadable',
  'permission',
  'directory',
  'noFile',
] as const;
type AccessKind = (typeof accessKinds)[number];

function isOfAccess(kind: LabProblem['kind']): kind is AccessKind {
  return accessKinds.some((each) => each === kind);
}

/** Why a file cannot be read at all. */
function accessText(kind: AccessKind): string {
  switch (kind) {
    case 'gone':
      return l10n.t('This file does not exist any more. Choose another one.');
    case 'dangling':
      return l10n.t(
        'This link leads to a file that does not exist. Choose the file that it is meant to lead to.',
      );
    case 'loop':
      return l10n.t('This link leads back to itself. Choose the file that it is meant to lead to.');
    case 'busy':
      return l10n.t('Another program keeps this file to itself. Close it there, or analyze a copy.');
    case 'unreadable':
      return l10n.t('The disk could not be read. Copy the file to another disk, and analyze the copy.');
    case 'permission':
      return l10n.t('You may not read this file. Change its permissions, or copy it to where you may.');
    case 'directory':
      return l10n.t('This is a folder. Choose a file with one request per line, or a binary trace.');
    case 'noFile':
      return l10n.t(
        'This is a pipe or a device, which has no end. Write what comes from it to a file first.',
      );
  }
}
