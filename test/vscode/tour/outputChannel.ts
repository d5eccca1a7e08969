import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the "Cachebook" output channel shows, read from the log file that VS Code keeps for it. */
export class OutputChannel {
  private read = 0;

  constructor(private readonly profile: string) {}

  /** The lines that came since the last time. */
  newLines(): string[] {
    const text = this.text();
    const fresh = text.slice(this.read);
    this.read = text.length;
    return fresh.split('\n').filter((line) => line !== '');
  }

  /** How many lines that have not been taken yet contain `part`. */
  countNew(part: string): number {
    return this.text().slice(this.read).split(part).length - 1;
  }

  private text(): string {
    const logs = path.join(this.profile, 'data', 'logs');
    const names = readdirSync(logs, { recursive: true, encoding: 'utf8' });
    const name = names.find((file) => /\d+-Cachebook\.log$/.test(file));
    return name === undefined ? '' : readFileSync(path.join(logs, name), 'utf8');
  }
}
