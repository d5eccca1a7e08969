import { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { createFrameReader, frameOf } from '../../protocol/frames.ts';

/** The descriptor of the line to the host. */
const DESCRIPTOR = 4;

/** The line to the host. */
export interface HostChannel<In, Out> {
  /** `onSent` is called once the message is on its way, or cannot be. */
  send(message: Out, onSent?: () => void): void;
  onMessage(listener: (message: In) => void): void;
}

/**
 * Opens the line to the host; `onClosed` is called when the host is gone. It is not the one that Node makes, which is
 * closed here: cells can write to any descriptor, and what Node cannot read there would throw in the host.
 */
export function openHostChannel<In, Out>(onClosed: () => void): HostChannel<In, Out> {
  if (process.connected) process.disconnect();
  const listeners: ((message: In) => void)[] = [];
  const socket = new Socket({ fd: DESCRIPTOR, readable: true, writable: true });
  const receive = (content: Uint8Array): void => {
    const message = messageOf(content) as In | undefined;
    if (message) for (const listener of listeners) listener(message);
  };
  socket.on(
    'data',
    createFrameReader(receive, () => undefined),
  );
  socket.on('error', onClosed);
  socket.on('close', onClosed);
  return {
    send: (message, onSent) => void socket.write(frameOf(serialize(message)), onSent && (() => onSent())),
    onMessage: (listener) => void listeners.push(listener),
  };
}

/** Whatever else can write to the line may make what looks like a frame. */
function messageOf(content: Uint8Array): unknown {
  try {
    return deserialize(content);
  } catch {
    return undefined;
  }
}
