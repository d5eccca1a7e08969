import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '../../..');

/** The text of a file of the project. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

interface WalkthroughStep {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
}

/** What the documents speak of in package.json. */
interface Manifest {
  readonly version: string;
  readonly icon: string;
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
  };
}

export const manifest = JSON.parse(read('package.json')) as Manifest;
export const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
export const commands = manifest.contributes.commands;
export const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** A `%key%` of package.json in words. */
export function wording(key: string): string {
  return texts[key.replaceAll('%', '')] ?? '';
}

/** Every first group that the pattern finds, once each. */
export function findAll(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, group]) => group!))];
}
