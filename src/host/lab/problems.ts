import { l10n } from 'vscode';
import type { LabProblem } from '../../protocol/lab.ts';

type Words = (known: { readonly detail: string; readonly names: readonly string[] }) => string;

const words: Readonly<Record<LabProblem['kind'], Words>> = {
  empty: () => l10n.t('There are no requests in this file: it is empty.'),
  binary: () =>
    l10n.t(
      'This file is binary, and of no format that is known here. Known are oracleGeneral of libCacheSim and numbers of four bytes.',
    ),
  packed: ({ detail }) =>
    l10n.t(
      'What is in this file is packed as {0}. Unpack it, and analyze what comes out of it; gzip and zstd are unpacked here, once.',
      detail,
    ),
  otherKind: ({ detail }) =>
    l10n.t(
      'This is a file of another kind ({0}), which holds no requests that can be read here. Export them as one key per line, as CSV or as JSON lines.',
      detail,
    ),
  jsonArray: () =>
    l10n.t(
      'This is one JSON value over the whole file. Write one object per line (JSON Lines), for example with: jq -c ".[]"',
    ),
  truncated: () => l10n.t('This file is cut off: what is packed in it ends too early. Copy it again.'),
  damaged: () => l10n.t('This file is damaged: what is packed in it cannot be unpacked. Copy it again.'),
  tooMuchMemory: () =>
    l10n.t(
      'This file was packed with a window of more than 128 MiB. Pack it again without --long, or with --long=27.',
    ),
  changed: () => l10n.t('This file has become shorter while it was read. Copy it, and analyze the copy.'),
  rewritten: () => l10n.t('This file was written anew while it was read. Copy it, and analyze the copy.'),
  vanished: () => l10n.t('This file was moved or replaced while it was read. Copy it, and analyze the copy.'),
  noColumn: ({ detail, names }) =>
    names.length > 0
      ? l10n.t('There is no column "{0}" in this file. It has: {1}.', detail, names.join(', '))
      : l10n.t('There is no column "{0}" in this file.', detail),
  noRequests: ({ detail }) =>
    l10n.t('No line of this file could be read as a request. The first one is: {0}', detail),
  longLine: ({ detail }) =>
    l10n.t(
      'No line of this file could be read as a request: each is longer than a megabyte. Write one request per line. It begins with: {0}',
      detail,
    ),
  oneByte: () =>
    l10n.t(
      'There are no requests in this file: it begins with the same byte over and over, as a file does that was not written to its end. Copy it again.',
    ),
  other: ({ detail }) => l10n.t('This file could not be analyzed: {0}', detail),
  noTemporary: ({ detail }) =>
    l10n.t(
      'The lab cannot write its temporary file in {0}. Let the environment variable TMPDIR name a folder where it can, and start VS Code again.',
      detail,
    ),
  notWritten: ({ detail }) =>
    l10n.t('{0} cannot be written. Choose another place, or change its permissions.', detail),
  noRoom: () => l10n.t('The disk is full. The lab keeps a temporary file of four bytes for each request.'),
  gone: () => l10n.t('This file does not exist any more. Choose another one.'),
  dangling: () =>
    l10n.t('This link leads to a file that does not exist. Choose the file that it is meant to lead to.'),
  loop: () => l10n.t('This link leads back to itself. Choose the file that it is meant to lead to.'),
  busy: () => l10n.t('Another program keeps this file to itself. Close it there, or analyze a copy.'),
  unreadable: () =>
    l10n.t('The disk could not be read. Copy the file to another disk, and analyze the copy.'),
  permission: () =>
    l10n.t('You may not read this file. Change its permissions, or copy it to where you may.'),
  directory: () => l10n.t('This is a folder. Choose a file with one request per line, or a binary trace.'),
  noFile: () =>
    l10n.t('This is a pipe or a device, which has no end. Write what comes from it to a file first.'),
};

/** What is wrong with a file, and what to do. */
export function problemText({ kind, detail = '', names = [] }: LabProblem): string {
  return words[kind]({ detail, names });
}
