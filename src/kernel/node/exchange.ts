/** One request and its answer, to addresses that were looked up and checked before, or through a proxy. */
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestByHttp } from 'node:http';
import type { RequestOptions } from 'node:https';
import { request as requestByHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { connect } from 'node:tls';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { ProxySettings } from '../../protocol/proxy.ts';
import type { HostAddress } from './addresses.ts';
import { withoutBrackets } from './addresses.ts';
import { openTunnel } from './proxy.ts';

/** Either the addresses of the host, of which one is taken and no other, or the proxy that leads to it. */
export type Way = { readonly addresses: readonly HostAddress[] } | { readonly proxy: ProxySettings };

/** Asks for a page and resolves with the answer's head; certificates are always checked. No redirect is followed. */
export async function ask(url: URL, way: Way, signal: AbortSignal): Promise<IncomingMessage> {
  const request = await ('proxy' in way
    ? askThrough(way.proxy, url, signal)
    : send(url, signal, { agent: false, lookup: pinned(way.addresses) }));
  // What goes wrong after the answer's head is told by its body, and would end the process here.
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

async function askThrough(proxy: ProxySettings, url: URL, signal: AbortSignal): Promise<ClientRequest> {
  const socket = await openTunnel(url, proxy, signal);
  const host = withoutBrackets(url.hostname);
  const servername = isIP(host) === 0 ? host : '';
  return send(url, signal, {
    createConnection: () => connect({ socket, host, servername, rejectUnauthorized: true }),
  });
}

function send(url: URL, signal: AbortSignal, options: RequestOptions): ClientRequest {
  const headers = { 'user-agent': 'Cachebook', accept: '*/*', 'accept-encoding': 'gzip, br' };
  const all = { ...options, signal, headers, rejectUnauthorized: true };
  return (url.protocol === 'https:' ? requestByHttps(url, all) : requestByHttp(url, all)).end();
}

/** Gives the addresses that were checked, so that no second look-up can find others. */
function pinned(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

/** A body that ends in the middle is told by its connection, so the decoders need not insist on an end. */
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** The body without what it was packed in for the way. Whoever ends it early ends the connection. */
export function unpacked(response: IncomingMessage): Readable {
  const codings = (response.headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
  return codings.reverse().reduce<Readable>((body, coding) => {
    const decoder = createDecoder(coding);
    return decoder ? pipeline(body, decoder, () => undefined) : body;
  }, response);
}

function createDecoder(coding: string) {
  if (/^(x-)?gzip$/.test(coding)) return createGunzip(LENIENT);
  if (coding === 'deflate') return createInflate(LENIENT);
  return coding === 'br' ? createBrotliDecompress(LENIENT_BROTLI) : undefined;
}
