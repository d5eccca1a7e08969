import * as l10n from '@vscode/l10n';
import { codeOf, explain, messageOf } from '../../../sharing/index.ts';
import { nameOf, type Address } from './address.ts';

/** Why there is no line, where it is not a code of a server's. */
type Reason = keyof typeof sentences;

const sentences = {
  nobody: (place: string) =>
    l10n.t(
      'Nobody answers at {0}. Start the server, or correct the address; it is tried again by itself.',
      place,
    ),
  noHost: (place: string) => l10n.t('There is no host of the name in {0}. Correct the address.', place),
  forbidden: (place: string) =>
    l10n.t('{0} may not be opened by this user. Give it the right to, or correct the address.', place),
  silent: (place: string) =>
    l10n.t(
      '{0} does not answer in time. Look whether the server runs and the network lets through; it is tried again by itself.',
      place,
    ),
  // Redis waits for the end of a line that an encrypted greeting does not have.
  silentTls: (place: string) =>
    l10n.t(
      '{0} does not answer in time. Look whether the server runs, and whether it speaks TLS there: redis:// is for a line that is not encrypted. It is tried again by itself.',
      place,
    ),
  untrusted: (place: string) =>
    l10n.t(
      'The certificate of {0} cannot be verified. Give the authority that has signed it as the option ca; checking is never switched off.',
      place,
    ),
  noTls: (place: string) =>
    l10n.t('{0} does not speak TLS. Write redis:// for a line that is not encrypted.', place),
  oldProtocol: (place: string) =>
    l10n.t(
      'The server at {0} speaks protocol 2 only, so it cannot tell what has changed. Redis from 6 on and Valkey do.',
      place,
    ),
  full: (place: string) =>
    l10n.t('{0} has as many clients as it takes. End some, or raise maxclients.', place),
  stranger: (place: string) =>
    l10n.t(
      'What answers at {0} is no Redis or Valkey, or it ends connections at once. Correct the address, and redis:// or rediss://.',
      place,
    ),
  noDatabase: (place: string) =>
    l10n.t('The server at {0} has no database of this number. Correct the end of the address.', place),
  wrongLogin: () => explain(new Error('WRONGPASS It is')),
  noLogin: () => explain(new Error('NOAUTH It is')),
};

const patterns: readonly [pattern: RegExp, reason: Reason][] = [
  [/ECONNREFUSED|ENOENT/, 'nobody'],
  [/ENOTFOUND|EAI_AGAIN/, 'noHost'],
  [/EACCES|EPERM/, 'forbidden'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout/i, 'silent'],
  [/CERT|certificate|self.signed|altnames/i, 'untrusted'],
  [/EPROTO|SSL|wrong version number/i, 'noTls'],
  [/invalid password|WRONGPASS|without any password|ERR AUTH/i, 'wrongLogin'],
  [/NOAUTH|HELLO must be called/i, 'noLogin'],
  [/NOPROTO|unknown command.*HELLO|unsupported protocol|unknown subcommand.*TRACKING/i, 'oldProtocol'],
  [/max number of clients/i, 'full'],
  [/Unknown RESP type|closed unexpectedly|ECONNRESET|EPIPE|not RESP/i, 'stranger'],
  [/DB index|SELECT is not allowed/i, 'noDatabase'],
];

function reasonOf(error: unknown): Reason | undefined {
  const text = `${(error as { readonly code?: string } | undefined)?.code ?? ''} ${messageOf(error)}`;
  return patterns.find(([pattern]) => pattern.test(text))?.[1];
}

/** Whether the server wants another user or password. */
export function wantsLogin(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === 'wrongLogin' || reason === 'noLogin';
}

/** Why a server cannot be used and what to do, in a sentence. No password is repeated. */
export function explainConnection(error: unknown, address: Address): string {
  const place = nameOf(address);
  const reason = reasonOf(error);
  if (reason === 'silent' && address.isSecure) return sentences.silentTls(place);
  if (reason !== undefined) return sentences[reason](place);
  return codeOf(error) !== undefined
    ? explain(error)
    : l10n.t('There is no line to {0}: {1}. It is tried again by itself.', place, messageOf(error));
}
