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

/** Self-signed, for 127.0.0.1 and tests only: it opens nothing. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUJRNjZFpFw9iyiR+l/3WQbNlwbK4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAzNDY1NVoYDzIxMjYxMDMw
MDM0NjU1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARZ0i1IZ1dpttT8UZIeSMbCekZC5CjR5fDHv0ErRRrMkSlpHMHz9P2w
6+SM0/L80zeUatXMVtNL+J1Fx2GskMXbo28wbTAdBgNVHQ4EFgQU1pizzoJHYHX1
NzY9rMyEq3vTJoUwHwYDVR0jBBgwFoAU1pizzoJHYHX1NzY9rMyEq3vTJoUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgTOefOuNB53HiObOssVrAkyEeDsH3QnKXCAOoK+HD06sCIBl0
mCoM9d2c3Wfvsh1OvkR25+DI0Fsdz7ML5es//0ku
-----END CERTIFICATE-----`;

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAYCy7mcMbVZV0gZK
M+ZbCoVbgLCzOVweN4rYt7mSqwahRANCAARZ0i1IZ1dpttT8UZIeSMbCekZC5CjR
5fDHv0ErRRrMkSlpHMHz9P2w6+SM0/L80zeUatXMVtNL+J1Fx2GskMXb
-----END PRIVATE KEY-----`;
