import type { MessagePort } from 'node:worker_threads';
import type { OwnPythonListener, StartOwnPython } from '../../cells/ownPython/process.ts';
import type { FromPython, ToPython } from './messages.ts';

/** The session's end of the line to the person's own Python. */
export function createStartOwnPython(port: MessagePort): StartOwnPython {
  const listeners = new Map<number, OwnPythonListener>();
  let count = 0;
  const send = (message: ToPython): void => port.postMessage(message);
  port.on('message', (message: FromPython) => {
    const listener = listeners.get(message.id);
    if (message.type === 'output') listener?.onOutput(message.stream, message.text);
    else if (message.type === 'line') listener?.onLine(message.line);
    else {
      listeners.delete(message.id);
      listener?.onEnd(message.end);
    }
  });
  return (command, code, listener) => {
    const id = ++count;
    listeners.set(id, listener);
    send({ id, type: 'start', command, code });
    return {
      send: (line) => send({ id, type: 'send', line }),
      interrupt: () => send({ id, type: 'interrupt' }),
      rested: () => send({ id, type: 'rested' }),
    };
  };
}
