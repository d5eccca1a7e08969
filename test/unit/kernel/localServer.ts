import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A real server on loopback. */
export interface LocalServer {
  /** Its address, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves until closed: by http, or by https with a certificate that nobody trusts. */
export async function serveLocally(listener: RequestListener, protocol = 'http'): Promise<LocalServer> {
  const server: Server =
    protocol === 'http'
      ? createServer(listener)
      : createSecureServer({ key: KEY, cert: CERTIFICATE }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${protocol}://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whether something listens there. */
export async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Self-signed, for 127.0.0.1, feed.example and tests only: it opens nothing. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBuzCCAWGgAwIBAgIUe7fIeLqoTAB2ZYVR39LVbCxmUMUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE3MzcwMFoYDzIxMjYxMTAy
MTczNzAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAT3ffJTRw8Mson/mRe4JEpX6TcIUGIaB03RS31rM+ff+EU9zqJza2Fz
AVyYIjVFbCBPKq0pXrdS0Xc0p3RyIDZ3o4GOMIGLMB0GA1UdDgQWBBQrS1xfzuzY
pXtteW+kDxVwyGTFeTAfBgNVHSMEGDAWgBQrS1xfzuzYpXtteW+kDxVwyGTFeTAP
BgNVHRMBAf8EBTADAQH/MDgGA1UdEQQxMC+CCWxvY2FsaG9zdIcEfwAAAYIMZmVl
ZC5leGFtcGxlgg4qLmZlZWQuZXhhbXBsZTAKBggqhkjOPQQDAgNIADBFAiEAvhqc
Q+UooSXMppgj/YlscSDfHW3UJ+mxqJaLnEo1o5sCIC1PJz01uXfpC4FhWHtXpfni
1WugEcWSlgCAB4/gpPi8
-----END CERTIFICATE-----`;

export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrVBc05ry6ZZW7WH3
AJ9PnMhzdptpxCkcYhLZN8hiKm+hRANCAAT3ffJTRw8Mson/mRe4JEpX6TcIUGIa
B03RS31rM+ff+EU9zqJza2FzAVyYIjVFbCBPKq0pXrdS0Xc0p3RyIDZ3
-----END PRIVATE KEY-----`;
