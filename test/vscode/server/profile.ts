import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** What every server starts with: nothing that phones home, nothing that opens by itself. */
const quietSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'update.mode': 'none',
  'window.commandCenter': false,
  // As in a desktop VS Code. In a browser it is on, and saves in the middle of what a test changes and saves itself.
  'files.autoSave': 'off',
};

/**
 * Where nobody looks: without a graphics card a processor draws whatever moves, as a cell's sign that it runs. Nothing
 * is fetched, and one language server reads TypeScript instead of two.
 */
export const calmSettings: Settings = {
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
  'remote.autoForwardPorts': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'typescript.tsserver.useSyntaxServer': 'never',
};

/**
 * VS Code's own extensions whose work no test asks for, and each window pays for: what talks to others, what debugs, and
 * what knows languages that are not ours.
 */
export const unasked: readonly string[] = [
  ...['copilot', 'git', 'git-base', 'github', 'github-authentication', 'microsoft-authentication'],
  ...['ms-vscode.js-debug', 'ms-vscode.js-debug-companion', 'tunnel-forwarding'],
  ...['emmet', 'grunt', 'gulp', 'jake', 'npm', 'terminal-suggest', 'css-language-features'],
  ...['html-language-features', 'php-language-features', 'mermaid-markdown-features'],
];

/** A new folder for a server's data. Its name is short, for sockets lie below it and their paths may not be long. */
export function createProfile(settings: Settings = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-'));
  writeSettings(folder, settings);
  return folder;
}

/** Writes the user's settings; a window reads them when it is opened or reloaded. */
export function writeSettings(profile: string, settings: Settings): void {
  const folder = path.join(profile, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
}

/** The environment of a server: what it and its extensions put into the temp folder goes away with the profile. */
export function serverEnvironment(profile: string): NodeJS.ProcessEnv {
  const temporary = path.join(profile, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return { ...scrubbedEnvironment(), ...temporaryFolder(temporary) };
}

/** The variables that name the folder for temporary files, to POSIX and to Windows. */
export function temporaryFolder(folder: string): NodeJS.ProcessEnv {
  return { TMPDIR: folder, TEMP: folder, TMP: folder };
}

/** Without what would make a server, its extension host or a test believe to run inside another. */
export function scrubbedEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const foreign = /^(CODE_SERVER_|VSCODE_|ELECTRON_|npm_)|^(NODE_OPTIONS|NODE_ENV|INIT_CWD)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
