import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { freePort } from '../../../src/kernel/node/redis/start.ts';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { memoizeShared, type Shared, type SharedConnection } from '../../../src/sharing/index.ts';
import { startProgram, type Program, type TestServer } from '../../support/server.ts';
import { ask } from '../kernel/redis/ask.ts';
import { withEachServer } from '../kernel/redis/withServer.ts';

const SLOTS = 16_384;
const KEYS = Array.from({ length: 60 }, (_, at) => `page${at}`);
/** A busy machine is no fault here. */
const PATIENT = { connectTimeout: 20, heartbeat: 5, timeout: 20 };

/** A node that listens on a port of this machine. */
class Node {
  private constructor(
    readonly server: TestServer,
    readonly port: number,
    readonly busPort: number,
    readonly id: string,
  ) {}

  static async start(program: Program): Promise<Node> {
    const [port, busPort] = [await freePort(), await freePort()];
    const server = await startProgram(program, [
      `port ${port}`,
      'cluster-enabled yes',
      `cluster-port ${busPort}`,
      'cluster-require-full-coverage no',
    ]);
    const [id = ''] = /[0-9a-f]{40}/.exec(await ask(server.url, 'CLUSTER MYID')) ?? [];
    return new Node(server, port, busPort, id);
  }

  say(...commands: string[]): Promise<string> {
    return ask(this.server.url, ...commands);
  }

  async keys(): Promise<number> {
    return Number(/:(\d+)/.exec(await this.say('DBSIZE'))?.[1]);
  }
}

withEachServer(
  (kind) => `a cluster of three ${kind}`,
  (program) => {
    let nodes: Node[] = [];
    const lines: SharedConnection[] = [];

    before(async () => {
      for (let count = 0; count < 3; count++) nodes.push(await Node.start(program()));
      const [first, ...others] = nodes;
      const bounds = [0, 5461, 10_923, SLOTS];
      for (const [at, node] of nodes.entries())
        await node.say(`CLUSTER ADDSLOTSRANGE ${bounds[at]} ${bounds[at + 1]! - 1}`);
      for (const { port, busPort } of others) await first!.say(`CLUSTER MEET 127.0.0.1 ${port} ${busPort}`);
      for (const node of nodes)
        await untilKnown(node, (info) => info.includes('cluster_slots_assigned:16384'));
    });
    after(async () => {
      for (const line of lines) await line.close();
      for (const { server } of nodes) await server.stop();
      nodes = [];
    });

    async function untilKnown(node: Node, isKnown: (info: string) => boolean): Promise<void> {
      while (!isKnown(await node.say('CLUSTER INFO', 'CLUSTER NODES'))) await delay(20);
    }

    interface Sharer {
      readonly page: Shared<(key: string) => Promise<string>>;
      readonly line: SharedConnection;
      readonly problems: string[];
    }

    let runs = 0;
    let version = 1;
    /** As a process has it: a line and copies of its own. */
    async function join(): Promise<Sharer> {
      const problems: string[] = [];
      const onProblem = (problem: string | undefined): void => void (problem && problems.push(problem));
      const line = await connectShared(`redis://127.0.0.1:${nodes[0]!.port}`, {
        ...PATIENT,
        onProblem,
      });
      lines.push(line);
      const run = (key: string): Promise<string> =>
        Promise.resolve(`${key} ${version} ${++runs}`.replace(/ \d+$/, ''));
      const page = memoizeShared(run, { client: line, name: 'page', timeout: 20, lease: 20, onProblem });
      return { page, line, problems };
    }

    const readAll = ({ page }: Sharer): Promise<string[]> => Promise.all(KEYS.map((key) => page(key)));

    async function untilCopied(sharer: Sharer): Promise<void> {
      while (sharer.page.cacheInfo().currsize < KEYS.length) await readAll(sharer);
    }

    it('shares entries of all its nodes, and tells all of them to all who have a copy', async () => {
      const [one, other] = [await join(), await join()];
      assert.deepEqual([one.line.server?.mode, one.line.problem], ['cluster', undefined]);
      const [first] = await Promise.all([readAll(one), readAll(other)]);
      assert.deepEqual(
        first,
        KEYS.map((key) => `${key} 1`),
      );
      assert.equal(runs, KEYS.length);
      await Promise.all([untilCopied(one), untilCopied(other)]);
      for (const node of nodes) assert.ok((await node.keys()) > 0);

      version = 2;
      assert.deepEqual(
        await Promise.all(KEYS.map((key) => one.page.invalidate(key))),
        KEYS.map(() => true),
      );
      assert.deepEqual(
        await readAll(other),
        KEYS.map((key) => `${key} 2`),
      );
      assert.deepEqual([...one.problems, ...other.problems], []);
      assert.equal(one.page.sharedInfo().bypassed + other.page.sharedInfo().bypassed, 0);
    });

    it('is followed where slots have moved, to a node that is new as well', async () => {
      const [one, other] = [await join(), await join()];
      await Promise.all([untilCopied(one), untilCopied(other)]);
      const newcomer = await Node.start(program());
      nodes.push(newcomer);
      const [giver] = nodes as [Node];
      await giver.say(`CLUSTER MEET 127.0.0.1 ${newcomer.port} ${newcomer.busPort}`);
      await untilKnown(newcomer, (info) => info.includes('cluster_slots_assigned:16384'));
      for (const node of nodes) await untilKnown(node, (info) => info.includes(newcomer.id));
      await giver.say('FLUSHALL');
      const slots = Array.from({ length: 5461 }, (_, slot) => `CLUSTER SETSLOT ${slot} NODE ${newcomer.id}`);
      await newcomer.say(...slots);
      await giver.say(...slots);
      await untilKnown(giver, (info) => !/myself,master.* 0-/.test(info));

      version = 3;
      // The line is opened anew, to all nodes; meanwhile the function runs instead.
      while ((await newcomer.keys()) === 0) for (const sharer of [one, other]) await readAll(sharer);
      await Promise.all([untilCopied(one), untilCopied(other)]);
      version = 4;
      assert.deepEqual(
        await Promise.all(KEYS.map((key) => one.page.invalidate(key))),
        KEYS.map(() => true),
      );
      assert.deepEqual(
        await readAll(other),
        KEYS.map((key) => `${key} 4`),
      );
    });

    it('that loses a node costs no call, and the others are used on', async () => {
      const sharer = await join();
      await untilCopied(sharer);
      const lost = nodes.pop()!;
      lost.server.hands.kill();
      await lost.server.ended;
      assert.deepEqual(
        await readAll(sharer),
        KEYS.map((key) => `${key} 4`),
      );
    });

    it('sends those on who do not know clusters, and a sentence says so', async () => {
      const problems: string[] = [];
      const socket = { host: '127.0.0.1', port: nodes[0]!.port, tls: false as const };
      const client = createClient({ socket, emitInvalidate: true });
      await client.on('error', () => undefined).connect();
      const twice = memoizeShared((n: number) => n * 2, {
        client,
        name: 'twice',
        timeout: 20,
        onProblem: (problem) => problems.push(problem),
      });
      for (let n = 0; n < 20; n++) assert.equal(await twice(n), n * 2);
      assert.match(
        problems.join('\n'),
        /is a part of a cluster and has sent the request on\. Connect with connectShared/,
      );
      client.destroy();
    });
  },
);
