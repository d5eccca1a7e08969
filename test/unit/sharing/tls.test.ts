import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../src/kernel/node/redis/start.ts';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { memoizeShared } from '../../../src/sharing/index.ts';
import { startProgram, type TestServer } from '../../support/server.ts';
import { withEachServer } from '../kernel/redis/withServer.ts';

/** Certificates of authorities of our own, made by openssl. */
class Authority {
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {
    this.openssl('req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2', [
      '-subj',
      `/CN=${name}`,
      '-keyout',
      this.file('key'),
      '-out',
      this.file('pem'),
    ]);
  }

  get pem(): string {
    return readFileSync(this.file('pem'), 'utf8');
  }

  /** Signs a certificate for the names of a server, and gives the lines of its configuration. */
  sign(names: string): string[] {
    const [key, request, certificate, extensions] = ['server.key', 'csr', 'server.pem', 'ext'].map((kind) =>
      this.file(kind),
    ) as [string, string, string, string];
    writeFileSync(extensions, `subjectAltName=${names}`);
    this.openssl('req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server', [
      '-keyout',
      key,
      '-out',
      request,
    ]);
    this.openssl('x509 -req -CAcreateserial -days 2', [
      ...['-in', request, '-CA', this.file('pem'), '-CAkey', this.file('key')],
      ...['-extfile', extensions, '-out', certificate],
    ]);
    const files = { cert: certificate, key, 'ca-cert': this.file('pem') };
    const lines = Object.entries(files).map(([what, file]) => `tls-${what}-file "${file}"`);
    return [...lines, 'tls-auth-clients no'];
  }

  private file(kind: string): string {
    return path.join(this.folder, `${this.name}.${kind}`);
  }

  private openssl(words: string, more: readonly string[]): void {
    execFileSync('openssl', [...words.split(' '), ...more], { stdio: 'pipe' });
  }
}

withEachServer(
  (kind) => `an encrypted line to a ${kind}`,
  (program) => {
    /** None where there is no server. */
    const folders: string[] = [];
    let [right, other]: Authority[] = [];
    const servers: TestServer[] = [];

    before(function () {
      const folder = mkdtempSync(path.join(tmpdir(), 'cachebook-tls-'));
      folders.push(folder);
      try {
        right = new Authority(folder, 'right');
        other = new Authority(folder, 'other');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        this.skip();
      }
    });
    after(async () => {
      for (const server of servers) await server.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });

    async function start(names: string): Promise<number> {
      const port = await freePort();
      servers.push(await startProgram(program(), [...right!.sign(names), `tls-port ${port}`]));
      return port;
    }

    /** Connects, asks for something, and gives what was said of the line. */
    async function ask(url: string, ca?: string, connectTimeout = 20): Promise<string | undefined> {
      const client = await connectShared(url, { connectTimeout, heartbeat: 5, ca });
      const twice = memoizeShared((n: number) => n * 2, { client, name: 'twice', timeout: 20 });
      assert.equal(await twice(4), 8);
      const { problem } = client;
      if (problem === undefined) assert.equal(twice.sharedInfo().bypassed, 0);
      await client.close();
      return problem;
    }

    const UNVERIFIED =
      /^The certificate of rediss:\/\/\S+ cannot be verified\. Give the authority that has signed it/;

    it('stands where the authority is trusted that has signed the certificate, and only there', async () => {
      const port = await start('DNS:localhost,IP:127.0.0.1');
      for (const host of ['localhost', '127.0.0.1']) {
        assert.equal(await ask(`rediss://${host}:${port}`, right!.pem), undefined);
        assert.match((await ask(`rediss://${host}:${port}`)) ?? '', UNVERIFIED);
        assert.match((await ask(`rediss://${host}:${port}`, other!.pem)) ?? '', UNVERIFIED);
      }
      assert.match(
        (await ask(`redis://localhost:${port}`)) ?? '',
        /is no Redis or Valkey, or it ends connections at once\. Correct the address, and redis:\/\/ or rediss:\/\//,
      );
    });

    it('is refused where the certificate is for somebody else', async () => {
      const port = await start('DNS:elsewhere.example');
      for (const host of ['localhost', '127.0.0.1'])
        assert.match((await ask(`rediss://${host}:${port}`, right!.pem)) ?? '', UNVERIFIED);
    });

    it('is told from one that is not encrypted', async () => {
      const port = await freePort();
      servers.push(await startProgram(program(), [`port ${port}`]));
      assert.match(
        (await ask(`rediss://localhost:${port}`, right!.pem, 0.3)) ?? '',
        /whether it speaks TLS there: redis:\/\/ is for a line that is not encrypted/,
      );
    });
  },
);
