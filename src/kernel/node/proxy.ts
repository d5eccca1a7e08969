/** The way through a proxy of the person's network: a tunnel, inside of which the site's own certificate is checked. */
import type { IncomingMessage } from 'node:http';
import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import type { ProxySettings } from '../../protocol/proxy.ts';
import { withoutPassword } from '../../protocol/proxy.ts';
import { namesThisMachine, withoutBrackets } from './addresses.ts';

/** The proxy that leads to an address, or undefined where the way is direct. As in VS Code. */
export function proxyFor(url: URL, proxy: ProxySettings | undefined): ProxySettings | undefined {
  if (!proxy || namesThisMachine(url.hostname)) return undefined;
  return proxy.except.some((pattern) => covers(pattern, url)) ? undefined : proxy;
}

/** `example.org`, `.example.org`, `*.example.org` and `example.org:8443` cover a host and all below it; `*` every host. */
function covers(pattern: string, { hostname, port }: URL): boolean {
  const [, name = '', onlyPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern.trim().toLowerCase()) ?? [];
  if (name === '*') return true;
  if (name === '' || (onlyPort !== undefined && onlyPort !== (port || '443'))) return false;
  return `.${hostname}`.endsWith(name.replace(/^(\*?\.)?/, '.'));
}

/** Connects to the host of `url` through the proxy. */
export async function openTunnel(url: URL, proxy: ProxySettings, signal: AbortSignal): Promise<Duplex> {
  const address = checkProxy(proxy.url);
  const target = `${url.hostname}:${url.port || '443'}`;
  const authorization = proxy.authorization ?? basicAuthorization(address);
  const request = (address.protocol === 'https:' ? requestByHttps : requestByHttp)({
    host: withoutBrackets(address.hostname),
    port: address.port || (address.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
    agent: false,
    signal,
    // It is VS Code's setting for the certificate of the proxy; that of the site is always checked.
    rejectUnauthorized: proxy.strictSsl,
  });
  const [answer, socket] = await new Promise<[IncomingMessage, Duplex]>((resolve, reject) => {
    request.on('connect', (response, tunnel) => resolve([response, tunnel]));
    request.on('error', (error) => reject(signal.aborted ? error : proxyFailed(address, error.message)));
    request.end();
  });
  if (answer.statusCode === 200) return socket;
  socket.destroy();
  throw refused(address, url, answer);
}

function checkProxy(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new HumanError(
    l10n.t(
      'The proxy {0} cannot be used: only proxies by http and https can. Change the setting http.proxy, or name the hosts that need no proxy in http.noProxy.',
      withoutPassword(text),
    ),
  );
}

function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString('base64')}`;
}

/** A percent sign that begins no escape stands for itself. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function proxyFailed(proxy: URL, reason: string): HumanError {
  return new HumanError(
    l10n.t(
      'There was no answer from the proxy {0}: {1}. Check the setting http.proxy, or the environment variable HTTPS_PROXY, and your network.',
      proxy.host,
      reason,
    ),
  );
}

function refused(proxy: URL, url: URL, { statusCode = 0, statusMessage = '' }: IncomingMessage): HumanError {
  if (statusCode === 407) {
    return new HumanError(
      l10n.t(
        'The proxy {0} wants to know who asks. Give a name and a password in the setting http.proxy, or what VS Code sends in http.proxyAuthorization.',
        proxy.host,
      ),
    );
  }
  return new HumanError(
    l10n.t(
      'The proxy {0} did not connect to {1}: it answered with status {2}. Ask those who run it, or name the host in the setting http.noProxy if it needs no proxy.',
      proxy.host,
      url.host,
      `${statusCode} ${statusMessage}`.trim(),
    ),
  );
}
