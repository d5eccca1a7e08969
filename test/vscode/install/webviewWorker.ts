import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Lets all webviews of a VS Code in the browser share one service worker. Up to 1.100 each page registered a worker of
 * its own (`&id=`) under one scope, where a browser keeps only one: the worker of the webview that opened last threw
 * out the one before, whose page then waited up to 30 s for an answer. VS Code's own web page gives each webview an
 * origin of its own, a server at 127.0.0.1 cannot; newer versions have dropped the id.
 * @param file the page `webview/browser/pre/index.html`; its own policy allows its script by hash
 * @throws Error when the page is another than expected
 */
export function shareServiceWorker(file: string): void {
  const page = readFileSync(file, 'utf8');
  const before = scriptOf(page);
  const after = before.replace('&id=${ID}', '');
  const shared = page.replace(before, () => after).replace(hashOf(before), hashOf(after));
  if (after === before || !shared.includes(hashOf(after))) throw new Error(`${file} has no worker to share.`);
  writeFileSync(file, shared);
}

/** The one script of the page. */
function scriptOf(page: string): string {
  return /<script async type="module">([^]*?)<\/script>/.exec(page)?.[1] ?? '';
}

/** As a content security policy names a script. */
function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
