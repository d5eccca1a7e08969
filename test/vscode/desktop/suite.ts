import { suiteMark } from '../../support/suiteOutput.ts';
import { installDesktop } from '../install/desktop.ts';
import { byLine } from '../process/byLine.ts';
import type { Asked } from '../asked.ts';
import { createWorkspace } from '../suite/workspace.ts';
import type { VsCodeVersion } from '../versions.ts';
import { openDesktop } from './desktop.ts';

/** What `@vscode/test-electron` gives VS Code for tests, beside a profile of its own. */
const FOR_TESTS = ['--no-sandbox', '--disable-gpu-sandbox', '--disable-workspace-trust'];

/** Runs the suite at `entry`, or the tests that match `grep`, inside a desktop VS Code; resolves with its exit code. */
export async function runDesktopSuite(
  entry: string,
  version: VsCodeVersion,
  source: Asked['source'],
  grep: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const desktop = await installDesktop(version, print);
  const workspace = createWorkspace(source, grep, print);
  const running = await openDesktop(desktop, {
    ...workspace.options,
    args: [
      workspace.folder,
      ...FOR_TESTS,
      `--extensionDevelopmentPath=${workspace.extension}`,
      `--extensionTestsPath=${entry}`,
    ],
  });
  const sayLine = (line: string): void => {
    const said = suiteLine(line);
    if (said !== undefined) print(said);
  };
  running.onOutput(byLine(sayLine));
  const stopWaiting = workspace.limit(() => void running.stop());
  try {
    return workspace.passOn(await running.exited);
  } finally {
    stopWaiting();
    await running.stop();
    workspace.remove();
  }
}

/** What the suite itself says: VS Code's own lines have no mark, and may stand before it. */
export function suiteLine(line: string): string | undefined {
  const at = line.indexOf(suiteMark);
  return at < 0 ? undefined : line.slice(at + suiteMark.length);
}
