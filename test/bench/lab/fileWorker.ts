import { readFileSync } from 'node:fs';
import { KernelChannel } from '../../../src/host/node/kernelChannel.ts';
import type { HostToLab, LabToHost } from '../../../src/protocol/lab.ts';
import { fixedLoop, seconds, type Figure } from './figure.ts';

// From a file to what LRU makes of it, as a person waits for it: in the process of the lab, by the clock.
const [lab, trace, file, repeats] = process.argv.slice(2);
const bytes = readFileSync(trace!);
const ids = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const count = fixedLoop(ids);

type Answer<T extends HostToLab['type']> = Extract<LabToHost, { readonly type: T }>;

class LabProcess {
  private readonly channel = new KernelChannel(lab!, { execArgv: ['--max-old-space-size=256'] });

  ask<T extends HostToLab['type']>(question: Extract<HostToLab, { readonly type: T }>): Promise<Answer<T>> {
    const { channel } = this;
    return new Promise((resolve, reject) => {
      const hear = (message: unknown): void => {
        const answer = message as LabToHost;
        if (answer.type === 'progress') return;
        channel.off('message', hear);
        if (answer.type === 'failed') reject(new Error(JSON.stringify(answer.problem)));
        else resolve(answer as Answer<T>);
      };
      channel.on('message', hear);
      channel.send(question);
    });
  }

  end(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.channel.once('exit', () => resolve()));
    this.channel.close();
    return ended;
  }
}

async function measure(): Promise<Figure> {
  const fixed = seconds(count);
  const lab = new LabProcess();
  const { way } = await lab.ask({ type: 'look', path: file! });
  const begin = performance.now();
  const { requests } = await lab.ask({ type: 'read', path: file!, way });
  const { hits } = await lab.ask({ type: 'advise', inputs: {}, sizes: [100_000] });
  const took = (performance.now() - begin) / 1000;
  await lab.end();
  return {
    rate: requests / took / 1e6,
    fixed: ids.length / fixed.took / 1e6,
    results: [requests - hits[0]!],
  };
}

async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (let round = 0; round < Number(repeats); round++) figures.push(await measure());
  process.stdout.write(JSON.stringify(figures));
}

void main();
