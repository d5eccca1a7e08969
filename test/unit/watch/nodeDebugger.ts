import { existsSync, readdirSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { cacheFolder } from '../../../src/kernel/node/cacheFolder.ts';

/** What VS Code's debugger of JavaScript loads into a program first; undefined where no VS Code was fetched. */
export function findBootloader(): string | undefined {
  const folder = cacheFolder();
  const inside = 'node_modules/code-server/lib/vscode/extensions/ms-vscode.js-debug/src/bootloader.js';
  const installed = existsSync(folder) ? readdirSync(folder) : [];
  return installed.map((name) => path.join(folder, name, inside)).find((file) => existsSync(file));
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: { readonly targetInfo?: { readonly targetId: string } };
  readonly result?: { readonly sessionId?: string };
}

/** The other side of that debugger: stops a program once, at a line of a file, and lets it go. */
export class NodeDebugger {
  stops = 0;
  private readonly server: Server;
  private requests = 0;

  constructor(
    private readonly address: string,
    private readonly bootloader: string,
    private readonly stop: { readonly file: string; readonly line: number },
  ) {
    this.server = createServer((socket) => this.listen(socket)).listen(address);
  }

  /** As the debugger makes the environment of a program from that of its configuration. */
  environment(configured: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const options = {
      inspectorIpc: this.address,
      deferredMode: false,
      waitForDebugger: '',
      execPath: process.execPath,
      onlyEntrypoint: false,
      autoAttachMode: 'always',
      mandatePortTracking: false,
    };
    return {
      ...configured,
      NODE_OPTIONS: `--require ${JSON.stringify(this.bootloader)} ${configured['NODE_OPTIONS'] ?? ''}`,
      VSCODE_INSPECTOR_OPTIONS: JSON.stringify(options),
    };
  }

  close(): void {
    this.server.close();
    rmSync(this.address, { force: true });
  }

  private listen(socket: Socket): void {
    let text = '';
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (part: string) => {
      const messages = (text + part).split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.take(socket, JSON.parse(message) as Message);
    });
  }

  private take(socket: Socket, { method, params, result, sessionId }: Message): void {
    const send = (name: string, args: object, session?: string): void => {
      const message = { id: ++this.requests, method: name, params: args, sessionId: session };
      socket.write(`${JSON.stringify(message)}\0`);
    };
    const { file, line } = this.stop;
    if (method === 'Target.targetCreated')
      send('Target.attachToTarget', { targetId: params?.targetInfo?.targetId });
    if (result?.sessionId !== undefined) {
      send('Debugger.enable', {}, result.sessionId);
      const urlRegex = path.basename(file).replaceAll('.', String.raw`\.`);
      send('Debugger.setBreakpointByUrl', { lineNumber: line - 1, urlRegex }, result.sessionId);
      send('Runtime.enable', {}, result.sessionId);
      send('Runtime.runIfWaitingForDebugger', {}, result.sessionId);
    }
    if (method === 'Debugger.paused') {
      this.stops++;
      send('Debugger.resume', {}, sessionId);
    }
    // It waits at its end for whoever debugs it.
    if (method === 'Runtime.executionContextDestroyed') socket.destroy();
  }
}
