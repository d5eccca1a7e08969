import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromiumPackages } from '../versions.ts';
import { ensureEntry } from './ensure.ts';
import { npmInstall } from './npm.ts';

const execute = promisify(execFile);

/** The package's own names the temp folder; this one the folder it lies in, and the system's fonts where it has some. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <dir prefix="relative">../../node_modules/dejavu-fonts-ttf/ttf</dir>
  <dir>/usr/share/fonts</dir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

/** What playwright-core needs to start a browser. */
export interface Chromium {
  readonly executablePath: string;
  /** Where it finds its own libraries and fonts. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A Chromium to show the window in: CHROME_PATH, else an installed Chrome, Chromium or Edge, else one from npm.
 * @throws Error that says what to install where npm has none for this machine
 */
export async function installChromium(print: (line: string) => void): Promise<Chromium> {
  const own = process.env['CHROME_PATH'];
  if (own && !existsSync(own)) throw new Error(`CHROME_PATH names no file: ${own}`);
  const installed = own ?? findInstalled();
  return installed ? { executablePath: installed, env: {} } : chromiumFromNpm(print);
}

/** The first browser found where systems put them. */
function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const onMac = macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return [...onPath, ...(process.platform === 'darwin' ? onMac : [])].find((file) => existsSync(file));
}

async function chromiumFromNpm(print: (line: string) => void): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser was found. Install Chrome, Chromium or Edge, or name one in CHROME_PATH, and run the command again.',
    );
  }
  const folder = await ensureEntry(
    { title: 'Chromium', packages: chromiumPackages, install: unpackChromium },
    print,
  );
  return {
    executablePath: path.join(folder, 'unpacked/chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'unpacked/al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'unpacked/fonts'),
    },
  };
}

/**
 * The package carries the browser, its libraries and its fonts packed, and unpacks them into the temp folder, the
 * libraries only when told that it runs in a bare environment. Unpacked here once, no two runs meet while unpacking.
 */
async function unpackChromium(folder: string): Promise<void> {
  await npmInstall(folder, ['--force', '--save-exact', ...chromiumPackages]);
  const target = path.join(folder, 'unpacked');
  mkdirSync(target);
  const script = `import('@sparticuz/chromium').then((module) => module.default.executablePath())`;
  await execute(process.execPath, ['-e', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  writeFileSync(path.join(target, 'fonts/fonts.conf'), fontsConfiguration);
}
