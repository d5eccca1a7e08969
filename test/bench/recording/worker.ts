import { cases } from './cases.ts';
import { measureHost, measurePage } from './deltas.ts';
import { languages, measureEvents, measureFlood, measureLines } from './kernel.ts';

/** What is measured, each in a process of its own. The first argument is the folder of the extension. */
const parts: Readonly<
  Record<string, (folder: string, ...args: number[]) => readonly number[] | Promise<readonly number[]>>
> = {
  host: (_, used = 0, requests = 0) => measureHost(used, requests),
  page: (_, used = 0, requests = 0) => measurePage(used, requests),
  events: (folder, place = 0) => measureEvents(folder, cases[place] ?? 'hits'),
  lines: (folder, place = 0) => measureLines(folder, languages[place] ?? 'javascript'),
  flood: measureFlood,
};

const [folder = '', part = '', ...args] = process.argv.slice(2);
const figures = (await parts[part]?.(folder, ...args.map(Number))) ?? [];
process.stdout.write(JSON.stringify(figures), () => process.exit());
