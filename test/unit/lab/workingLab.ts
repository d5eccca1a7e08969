import { chmodSync } from 'node:fs';
import { LabClient } from '../../../src/host/lab/client.ts';
import { launchLabProcess } from '../../../src/host/node/labProcess.ts';
import type { LabLimits, LabWay, TraceFacts } from '../../../src/protocol/lab.ts';
import { LabFolder } from './bundledLab.ts';

/** Some requests: a few popular keys, and many that come seldom. */
export const KEYS = Array.from(
  { length: 3000 },
  (_, at) => `key${Math.floor(((at * 7919) % 401 ** 2) % (at % 3 === 0 ? 400 : 40))}`,
);
export const TEXT = `${KEYS.join('\n')}\n`;

/** A process of the lab that is at work, and a folder with files for it. */
export class WorkingLab {
  readonly client: LabClient;

  private constructor(readonly folder: LabFolder) {
    this.client = this.launch();
  }

  static async create(): Promise<WorkingLab> {
    const folder = await LabFolder.create();
    // One test reads as another user.
    chmodSync(folder.path, 0o755);
    return new WorkingLab(folder);
  }

  /** Another process. */
  launch(): LabClient {
    return new LabClient(launchLabProcess(this.folder.uri));
  }

  async wayOf(place: string, format?: string): Promise<LabWay> {
    return (await this.client.ask({ type: 'look', path: place, format })).way;
  }

  async read(place: string, limits: Partial<LabLimits> = {}, format?: string): Promise<TraceFacts> {
    return this.client.ask({ type: 'read', path: place, way: await this.wayOf(place, format), limits });
  }

  remove(): void {
    this.client.dispose();
    this.folder.remove();
  }
}
