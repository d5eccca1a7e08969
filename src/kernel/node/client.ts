import type { IncomingMessage } from 'node:http';
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import type { ProxySettings } from '../../protocol/proxy.ts';
import type { LookUp, Zone } from './addresses.ts';
import { isNearer, lookUp, namesThisMachine, nearest } from './addresses.ts';
import { decode } from './charset.ts';
import type { Way } from './exchange.ts';
import { ask, unpacked } from './exchange.ts';
import { proxyFor } from './proxy.ts';
import { explainFailure } from './webErrors.ts';

/** The largest body that is read, in bytes. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** How many redirects are followed. */
const MAX_REDIRECTS = 5;

/** How pages are asked for. */
export interface Network {
  /** For a whole exchange, from the look-up of the name to the last byte. */
  readonly timeoutSeconds: number;
  readonly proxy?: ProxySettings | undefined;
  /** The system's when absent. */
  readonly lookUp?: LookUp;
}

/** Where something stands that names an address: a page, or an answer that redirects. */
export interface Origin {
  readonly url: string;
  /** How far away it was. */
  readonly zone: Zone;
}

/** A good answer. Its `url` is where it came from after all redirects. */
export interface Page extends Origin {
  readonly text: string;
}

/**
 * Gets a page by https, or by plain http from this machine. Certificates are always checked. An address that was found
 * on a page, `from`, or in a redirect may not lead nearer than where it was found, nor from https to http; without
 * `from` a person has written it. Rejects with a `HumanError` that names the address when anything but a complete
 * answer of status 2xx comes within the time.
 */
export async function getPage(address: string, network: Network, from?: Origin): Promise<Page> {
  const url = checkAddress(address, from);
  const timeoutSeconds = checkTimeout(network.timeoutSeconds);
  const signal = AbortSignal.timeout(Math.ceil(timeoutSeconds * 1000));
  try {
    const { response, ...origin } = await follow(url, network, signal, from);
    checkStatus(response, address);
    const body = await readBody(response, address);
    return { ...origin, text: decode(body, response.headers['content-type']) };
  } catch (error) {
    throw explainFailure(error, { url: address, timeoutSeconds, isLate: signal.aborted });
  }
}

/** The longest time a person may set, in seconds. */
const LONGEST_TIMEOUT = 3600;

function checkTimeout(seconds: unknown): number {
  if (typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_TIMEOUT) return seconds;
  throw new HumanError(
    l10n.t(
      'The setting cachebook.monitor.timeoutSeconds must be a number of seconds above 0 and at most {0}, not {1}.',
      LONGEST_TIMEOUT,
      typeof seconds === 'number' ? seconds : JSON.stringify(seconds),
    ),
  );
}

/** The address as a URL that may be asked, as far as it can be told before its host is looked up. */
function checkAddress(address: string, from?: Origin): URL {
  if (!URL.canParse(address, from?.url)) {
    throw new HumanError(
      l10n.t('"{0}" is not a web address. Give a whole one, such as https://example.org/feed.xml.', address),
    );
  }
  const url = new URL(address, from?.url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && namesThisMachine(url.hostname))) {
    throw onlyHttps(url);
  }
  if (url.protocol === 'http:' && from?.url.startsWith('https:')) {
    throw new HumanError(
      l10n.t('{0} was not asked: {1} came by https, and what it names has to as well.', url.href, from.url),
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new HumanError(
      l10n.t('The address at {0} contains a user name or a password. Leave them out.', url.host),
    );
  }
  return url;
}

function onlyHttps(url: URL): HumanError {
  return new HumanError(
    l10n.t(
      '{0} cannot be used: only https is, and plain http on this machine. Give an https address.',
      url.href,
    ),
  );
}

/** The first answer that is no redirect. Every stop on the way has to be an address that may be asked. */
async function follow(
  start: URL,
  network: Network,
  signal: AbortSignal,
  from?: Origin,
): Promise<Origin & { readonly response: IncomingMessage }> {
  let url = start;
  let origin = from;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { way, zone } = await findWay(url, network, signal, origin);
    const response = await ask(url, way, signal);
    origin = { url: url.href, zone };
    const location = locationOf(response);
    if (location === undefined) return { ...origin, response };
    response.destroy();
    url = checkAddress(location, origin);
  }
  throw new HumanError(
    l10n.t(
      '{0} redirects more than {1} times. Give the address it should lead to.',
      start.href,
      MAX_REDIRECTS,
    ),
  );
}

/** Looks the host up, once, and checks every address that it has. */
async function findWay(
  url: URL,
  { proxy: configured, lookUp: find = lookUp }: Network,
  signal: AbortSignal,
  from?: Origin,
): Promise<{ readonly way: Way; readonly zone: Zone }> {
  const proxy = proxyFor(url, configured);
  // Behind a proxy the names of the internet are often known to the proxy alone.
  const addresses = await orAborted(find(url.hostname), signal).catch((error: unknown) => {
    if (!proxy || signal.aborted) throw error;
    return [];
  });
  const zone = addresses.length === 0 && proxy ? 'internet' : nearest(addresses);
  if (from && isNearer(zone, from.zone)) {
    throw new HumanError(
      l10n.t(
        '{0} leads to this machine or into a private network, where {1} may not lead. It was not asked. If you trust the address, open it in a browser.',
        url.href,
        from.url,
      ),
    );
  }
  if (url.protocol === 'http:' && addresses.some((each) => each.zone !== 'machine')) throw onlyHttps(url);
  return { way: proxy ? { proxy } : { addresses }, zone };
}

/** The system's look-up cannot be ended; it is left to itself. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Where a redirect leads. Node reads headers byte by byte; many servers write addresses there as UTF-8. */
function locationOf({ statusCode = 0, headers: { location } }: IncomingMessage): string | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'));
  } catch {
    return location;
  }
}

function checkStatus(response: IncomingMessage, address: string): void {
  const { statusCode = 0, statusMessage = '' } = response;
  if (statusCode >= 200 && statusCode < 300) return;
  response.destroy();
  throw new HumanError(
    l10n.t(
      '{0} answered with status {1} instead of a page. Check the address, or try again later.',
      address,
      `${statusCode} ${statusMessage}`.trim(),
    ),
  );
}

/** Reads the whole body, and no more than is allowed, whatever its headers say. */
async function readBody(response: IncomingMessage, address: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
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
