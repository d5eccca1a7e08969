import { codeOf, explain, messageOf } from '../../../sharing/index.ts';
import { nameOf, type Address } from './address.ts';

type Sentence = (place: string) => string;

const sentences: readonly [pattern: RegExp, sentence: Sentence][] = [
  [
    /ECONNREFUSED|ENOENT/,
    (place) =>
      `Nobody answers at ${place}. Start the server, or correct the address; it is tried again by itself.`,
  ],
  [/ENOTFOUND|EAI_AGAIN/, (place) => `There is no host of the name in ${place}. Correct the address.`],
  [
    /EACCES|EPERM/,
    (place) => `${place} may not be opened by this user. Give it the right to, or correct the address.`,
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout/i,
    (place) =>
      `${place} does not answer in time. Look whether the server runs and the network lets through; it is tried again by itself.`,
  ],
  [
    /CERT|certificate|self.signed|altnames/i,
    (place) =>
      `The certificate of ${place} cannot be verified. Give the authority that has signed it as the option ca; checking is never switched off.`,
  ],
  [
    /EPROTO|SSL|wrong version number/i,
    (place) => `${place} does not speak TLS. Write redis:// for a line that is not encrypted.`,
  ],
  [/invalid password|WRONGPASS|without any password|ERR AUTH/i, () => explain(new Error('WRONGPASS It is'))],
  [/NOAUTH|HELLO must be called/i, () => explain(new Error('NOAUTH It is'))],
  [
    /NOPROTO|unknown command.*HELLO|unsupported protocol|unknown subcommand.*TRACKING/i,
    (place) =>
      `The server at ${place} speaks protocol 2 only, so it cannot tell what has changed. Redis from 6 on and Valkey do.`,
  ],
  [
    /max number of clients/i,
    (place) => `${place} has as many clients as it takes. End some, or raise maxclients.`,
  ],
  [
    /Unknown RESP type|closed unexpectedly|ECONNRESET|EPIPE|not RESP/i,
    (place) =>
      `What answers at ${place} is no Redis or Valkey, or it ends connections at once. Correct the address, and redis:// or rediss://.`,
  ],
  [
    /DB index|SELECT is not allowed/i,
    (place) => `The server at ${place} has no database of this number. Correct the end of the address.`,
  ],
];

/** Why a server cannot be used and what to do, in a sentence. No password is repeated. */
export function explainConnection(error: unknown, address: Address): string {
  const text = `${(error as { readonly code?: string } | undefined)?.code ?? ''} ${messageOf(error)}`;
  const found = sentences.find(([pattern]) => pattern.test(text));
  if (found) return found[1](nameOf(address));
  return codeOf(error) !== undefined
    ? explain(error)
    : `There is no line to ${nameOf(address)}: ${messageOf(error)}. It is tried again by itself.`;
}
