import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Errand } from './errand.ts';
import { findOnPath } from './onPath.ts';
import { run } from './run.ts';

/** Debian's names of the machines that it makes servers for. */
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, readonly [debian: string, libraries: string]>> = {
  x64: ['amd64', 'x86_64-linux-gnu'],
  arm64: ['arm64', 'aarch64-linux-gnu'],
};

const PARTIAL = '.partial-';

/** A program that lies unpacked in the folder of what is kept, and where its libraries are. */
export interface Unpacked {
  readonly file: string;
  readonly libraries: string;
}

/** Whether Debian's packages can be read and unpacked here. Neither needs root. */
export function hasDebianPackages(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  const isKnown = platform === 'linux' && ARCHITECTURES[process.arch] !== undefined;
  return isKnown && ['apt-get', 'dpkg-deb'].every((tool) => findOnPath(tool, env) !== undefined);
}

/** The newest server that was fetched before, of the first of `servers`. What lies there under its final name is complete. */
export function keptServer(folder: string, servers: readonly string[]): Unpacked | undefined {
  const [architecture] = ARCHITECTURES[process.arch] ?? [];
  if (process.platform !== 'linux' || architecture === undefined || !existsSync(folder)) return undefined;
  const kept = readdirSync(folder)
    .filter((name) => !name.includes(PARTIAL) && name.endsWith(`-${architecture}`))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  for (const server of servers) {
    const name = kept.find((each) => each.startsWith(`${server}-`));
    if (name !== undefined) return unpackedIn(path.join(folder, name), server);
  }
  return undefined;
}

function unpackedIn(folder: string, server: string): Unpacked {
  const [, triplet = ''] = ARCHITECTURES[process.arch] ?? [];
  const libraries = ['usr/lib', 'lib'].map((each) => path.join(folder, each, triplet)).join(':');
  return { file: path.join(folder, 'usr/bin', server), libraries };
}

/**
 * Fetches the first of `servers` that this Debian or Ubuntu has a package of, with what it needs and the machine does
 * not have, and unpacks it below `folder`. apt checks the signatures; nothing is installed, and no service starts. It is unpacked
 * beside its final place and renamed in the end.
 */
export async function fetchFromDebian(
  folder: string,
  servers: readonly string[],
  { env = process.env, report = () => undefined, signal }: Errand = {},
): Promise<Unpacked> {
  removeLeftovers(folder);
  const draft = path.join(folder, `debian${PARTIAL}${process.pid}-${++drafts}`);
  mkdirSync(draft, { recursive: true });
  try {
    const apt = new Apt(draft, env, signal);
    report(l10n.t('Reading the list of Debian’s packages …'));
    await apt.update();
    const { server, packages } = await apt.choose(servers);
    report(l10n.t('Fetching {0} from Debian’s packages, once …', server));
    const unpacked = await apt.unpack(packages);
    signal?.throwIfAborted();
    const kept = path.join(folder, nameOf(server, packages));
    moveInto(unpacked, kept);
    return unpackedIn(kept, server);
  } finally {
    removeFolder(draft);
  }
}

let drafts = 0;

/** Another process may have been faster: what it has brought is as good. */
function moveInto(unpacked: string, kept: string): void {
  try {
    renameSync(unpacked, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  }
}

/** A package as apt names its file: name, version and architecture. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
}

function nameOf(server: string, packages: readonly Package[]): string {
  const [architecture = ''] = ARCHITECTURES[process.arch] ?? [];
  const version = packages.find(({ name }) => name === server)?.version ?? '';
  return `${server}-${version.replace(/^\d+:/, '').replaceAll('/', '-')}-${architecture}`;
}

/** apt with lists and packages of its own, so that it needs no root and changes nothing of the system. */
class Apt {
  private readonly options: readonly string[];

  constructor(
    private readonly draft: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly signal: AbortSignal | undefined,
  ) {
    const own = { lists: path.join(draft, 'lists'), cache: path.join(draft, 'cache') };
    for (const each of [own.lists, path.join(own.cache, 'archives')])
      mkdirSync(path.join(each, 'partial'), { recursive: true });
    this.options = [
      `Dir::State::Lists=${own.lists}`,
      `Dir::Cache=${own.cache}`,
      'APT::Sandbox::User=',
      'Debug::NoLocking=1',
      'Acquire::Retries=2',
      'Acquire::http::Timeout=20',
      'Acquire::Languages=none',
    ].flatMap((option) => ['-o', option]);
  }

  async update(): Promise<void> {
    await this.run('apt-get', [...this.options, '-q', 'update']);
  }

  /** The first server that this system has, and all packages that it needs and that are not installed. */
  async choose(servers: readonly string[]): Promise<{ server: string; packages: readonly Package[] }> {
    let problem: unknown;
    for (const server of servers) {
      const wanted = ['--print-uris', '-qq', '--no-install-recommends', 'install', server];
      try {
        return { server, packages: readPackages(await this.run('apt-get', [...this.options, ...wanted])) };
      } catch (error) {
        this.signal?.throwIfAborted();
        problem = error;
      }
    }
    throw problem;
  }

  async unpack(packages: readonly Package[]): Promise<string> {
    const debs = path.join(this.draft, 'debs');
    const unpacked = path.join(this.draft, 'unpacked');
    for (const each of [debs, unpacked]) mkdirSync(each);
    const exact = packages.map(({ name, version }) => `${name}=${version}`);
    await this.run('apt-get', [...this.options, '-qq', 'download', ...exact], debs);
    for (const file of readdirSync(debs))
      await this.run('dpkg-deb', ['--extract', path.join(debs, file), unpacked]);
    return unpacked;
  }

  private async run(file: string, args: readonly string[], cwd = this.draft): Promise<string> {
    const { code, stdout, stderr } = await run(file, args, {
      cwd,
      env: { ...this.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      ...(this.signal && { signal: this.signal }),
    });
    this.signal?.throwIfAborted();
    if (code === 0) return stdout;
    throw new Error(lastLine(stderr) ?? `${file} ${code ?? ''}`);
  }
}

/** Lines of `apt-get --print-uris`: the address in quotes, the name of the file, its size, its hash. */
function readPackages(uris: string): Package[] {
  const files = [...uris.matchAll(/^'[^']*' (\S+)\.deb /gm)].map(([, file = '']) => file.split('_'));
  return files.map(([name = '', version = '', architecture = '']) => ({
    name,
    version: decodeURIComponent(version),
    architecture,
  }));
}

function lastLine(text: string): string | undefined {
  const [last = ''] = text.trim().split('\n').slice(-1);
  return last === '' ? undefined : last.replace(/^E: /, '');
}

/** Drafts whose process is gone: it was stopped while it fetched. */
function removeLeftovers(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, pid] = new RegExp(`^debian\\${PARTIAL}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) removeFolder(path.join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
