import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import { decode } from './charset.ts';
import { explainFailure } from './webErrors.ts';

/** The largest body that is read, in bytes. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** How many redirects are followed. */
const MAX_REDIRECTS = 5;

/** A good answer. */
export interface Page {
  /** Where it came from after all redirects. */
  readonly url: string;
  readonly text: string;
}

/**
 * Gets a page by https, or by plain http from this machine. Certificates are always checked. Rejects with a
 * `HumanError` that names the address when anything but a complete answer of status 2xx comes within the time.
 */
export async function getPage(address: string, timeoutSeconds: number): Promise<Page> {
  const url = checkAddress(address);
  const signal = AbortSignal.timeout(Math.ceil(checkTimeout(timeoutSeconds) * 1000));
  try {
    const response = await follow(url, signal);
    await checkStatus(response, address);
    const body = await readBody(response, address);
    return { url: response.url, text: decode(body, response.headers.get('content-type')) };
  } catch (error) {
    throw explainFailure(error, address, timeoutSeconds);
  }
}

/** The longest time a person may set, in seconds. */
const LONGEST_TIMEOUT = 3600;

function checkTimeout(seconds: number): number {
  if (seconds > 0 && seconds <= LONGEST_TIMEOUT) return seconds;
  throw new HumanError(
    l10n.t(
      'The setting cachebook.monitor.timeoutSeconds must be a number of seconds above 0 and at most {0}, not {1}.',
      LONGEST_TIMEOUT,
      seconds,
    ),
  );
}

/** The address as a URL that may be asked. */
function checkAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) {
    throw new HumanError(
      l10n.t('"{0}" is not a web address. Give a whole one, such as https://example.org/feed.xml.', address),
    );
  }
  const url = new URL(address, base);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new HumanError(
      l10n.t(
        '{0} cannot be used: only https is, and plain http on this machine. Give an https address.',
        url.href,
      ),
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new HumanError(
      l10n.t('The address at {0} contains a user name or a password. Leave them out.', url.host),
    );
  }
  return url;
}

/** Whether a host name, as a URL writes it, is this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** The first answer that is no redirect. Every stop on the way has to be an address that may be asked. */
async function follow(start: URL, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { 'user-agent': 'Cachebook' } });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    url = checkAddress(location, url);
  }
  throw new HumanError(
    l10n.t(
      '{0} redirects more than {1} times. Give the address it should lead to.',
      start.href,
      MAX_REDIRECTS,
    ),
  );
}

async function checkStatus(response: Response, address: string): Promise<void> {
  if (response.ok) return;
  await response.body?.cancel();
  throw new HumanError(
    l10n.t(
      '{0} answered with status {1} instead of a page. Check the address, or try again later.',
      address,
      `${response.status} ${response.statusText}`.trim(),
    ),
  );
}

/** Reads the whole body, and no more than is allowed, whatever its headers say. */
async function readBody(response: Response, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new HumanError(
        l10n.t('{0} is larger than {1} MiB. Choose a smaller page.', address, MAX_BYTES / 1024 / 1024),
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
