import { measureHost, measurePage } from './deltas.ts';

/** What is measured, each in a process of its own. */
const parts: Readonly<Record<string, (...args: number[]) => readonly number[] | Promise<readonly number[]>>> =
  {
    host: measureHost,
    page: measurePage,
  };

const [part = '', ...args] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await parts[part]!(...args.map(Number))));
