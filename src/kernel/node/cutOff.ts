import { Session } from 'node:inspector';

/**
 * Gives a function that ends whatever code runs in the threads of this process at that moment, in the middle of an
 * endless loop, of a chain of microtasks or of a regular expression. The threads live on, with all their variables.
 * It takes the debugger's way, the only one that does not lose the thread.
 */
export function createCutOff(): () => void {
  const inspector = new Session();
  const threads: string[] = [];
  inspector.connect();
  inspector.on('NodeWorker.attachedToWorker', ({ params }) => threads.push(params.sessionId));
  return () => {
    inspector.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const message = JSON.stringify({ id: 1, method: 'Runtime.terminateExecution' });
    for (const sessionId of threads) inspector.post('NodeWorker.sendMessageToWorker', { sessionId, message });
  };
}
