import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';

const PROTOCOLS = /^(?:rediss?|valkeys?|unix):\/\//i;

/** What is wrong with a person's address of a server, and what to do, or nothing. It can be anything. */
export function problemOfAddress(address: unknown): string | undefined {
  const url = typeof address === 'string' && PROTOCOLS.test(address) ? parse(address) : undefined;
  if (!url)
    return l10n.t(
      'This is no address of a Redis or Valkey. Write redis://localhost:6379, rediss:// for an encrypted line, or unix:///tmp/redis.sock for a socket.',
    );
  if (url.password !== '')
    return l10n.t('Leave the password out of the address. It is asked for, and kept by VS Code as a secret.');
  return undefined;
}

/** The address as it is used. Throws a `HumanError` that says what is wrong with it. */
export function checkedAddress(address: unknown): string {
  const text = typeof address === 'string' ? address.trim() : address;
  const problem = problemOfAddress(text);
  if (problem !== undefined) throw new HumanError(problem);
  return text as string;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
