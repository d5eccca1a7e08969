import type { Uri, Webview } from 'vscode';
import { env, l10n, Uri as UriOf } from 'vscode';

/** The page of a view: nothing is let in but our script (by nonce), our styles and our fonts. */
export function pageHtml(webview: Webview, extensionUri: Uri, page: 'dashboard' | 'lab'): string {
  const nonce = createNonce();
  const asset = (name: string): string =>
    webview.asWebviewUri(UriOf.joinPath(webviewRoot(extensionUri), name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    // A picture that is saved as a bitmap is drawn from its own text.
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${asset(`${page}.css`)}">
    <title>Cachebook</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="application/json" id="l10n" nonce="${nonce}">${jsonForHtml(l10n.bundle ?? null)}</script>
    <script type="module" nonce="${nonce}" src="${asset(`${page}.js`)}"></script>
  </body>
</html>`;
}

/** The only folder a webview of ours may read. */
export function webviewRoot(extensionUri: Uri): Uri {
  return UriOf.joinPath(extensionUri, 'dist', 'webview');
}

function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function createNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
