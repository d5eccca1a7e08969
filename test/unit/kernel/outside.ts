import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Network, Origin } from '../../../src/kernel/node/client.ts';
import { getPage } from '../../../src/kernel/node/client.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { ProxySettings } from '../../../src/protocol/proxy.ts';
import type { LocalServer } from './localServer.ts';
import { CERTIFICATE } from './localServer.ts';

/** What a person is told when a page cannot be had. */
export async function failureOf(url: string, network: Network, from?: Origin): Promise<string> {
  const error = await getPage(url, network, from).then(
    () => assert.fail('a failure was expected'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof HumanError, String(error));
  return error.message;
}

/** Adds the certificate of the tests to those that are trusted; gives what takes it away. */
export function trustTestCertificate(): () => void {
  const original = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const context = original(options);
    (context.context as { addCACert(certificate: string): void }).addCACert(CERTIFICATE);
    return context;
  };
  return () => (tls.createSecureContext = original);
}

export interface TestProxy {
  readonly settings: ProxySettings;
  /** What it was asked to connect to, and with which authorization. */
  readonly targets: string[];
  refuseWith(status: number | undefined): void;
  close(): Promise<void>;
}

/** A proxy for which every host is `site`. */
export async function startProxy(site: LocalServer, server: Server = createServer()): Promise<TestProxy> {
  const targets: string[] = [];
  const sockets = new Set<Duplex>();
  let refusal: number | undefined;
  server.on('connect', ({ url, headers }, socket: Duplex) => {
    targets.push(`${url} ${headers['proxy-authorization']}`);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} ${refusal === 403 ? 'Forbidden' : ''}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const there = connect(Number(new URL(site.origin).port), '127.0.0.1');
    for (const end of [socket, there]) {
      sockets.add(end);
      end.on('error', () => undefined);
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(there).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scheme = 'setSecureContext' in server ? 'https' : 'http';
  return {
    settings: { url: `${scheme}://bob:secret%@127.0.0.1:${port}`, strictSsl: true, except: [] },
    targets,
    refuseWith: (status) => (refusal = status),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
