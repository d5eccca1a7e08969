/** Which VS Code is brought: an npm package that carries it, and the Node it runs on. */
export interface VsCodeVersion {
  readonly label: 'floor' | 'newest';
  /** The version of VS Code itself. */
  readonly vscode: string;
  /** Exact npm packages; the first is code-server, a second carries the Node it needs. */
  readonly packages: readonly [string, ...string[]];
  /** Where `packages` puts its own Node; without it the machine's own Node runs the server. */
  readonly node?: string;
  /** Set where each webview registers a service worker of its own; see install/webviewWorker.ts. */
  readonly worker?: 'per webview';
}

const nodePackage = `node-${process.platform}-${process.arch}`;

/** The oldest VS Code that Cachebook promises to run in: `engines.vscode` of package.json. */
export const floor: VsCodeVersion = {
  label: 'floor',
  vscode: '1.100.3',
  packages: ['code-server@4.100.3'],
  worker: 'per webview',
};

/** The newest VS Code that Cachebook was tried in. It needs Node 24, which npm carries as a package. */
export const newest: VsCodeVersion = {
  label: 'newest',
  vscode: '1.139.1',
  packages: ['code-server@4.139.1', `${nodePackage}@24.21.0`],
  node: `node_modules/${nodePackage}/bin/node`,
};

export const versions = { floor, newest } as const;

/** Chromium for linux-x64, for machines without a browser, and fonts for machines without fonts. */
export const chromiumPackages = ['@sparticuz/chromium@147.0.0', 'dejavu-fonts-ttf@2.37.3'] as const;
