import { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { createFrameReader, frameOf } from '../../protocol/frames.ts';
import type { HostToKernel, KernelToHost } from '../../protocol/kernel.ts';

/** The descriptor of the line to the host. */
const DESCRIPTOR = 4;

/** The line to the host. */
export interface HostChannel {
  /** `onSent` is called once the message is on its way, or cannot be. */
  send(message: KernelToHost, onSent?: () => void): void;
  onMessage(listener: (message: HostToKernel) => void): void;
}

/**
 * Opens the line to the host; `onClosed` is called when the host is gone. It is not the one that Node makes, which is
 * closed here: cells can write to any descriptor, and what Node cannot read there would throw in the host.
 */
export function openHostChannel(onClosed: () => void): HostChannel {
  if (process.connected) process.disconnect();
  const listeners: ((message: HostToKernel) => void)[] = [];
  const socket = new Socket({ fd: DESCRIPTOR, readable: true, writable: true });
  const receive = (content: Uint8Array): void => {
    const message = messageOf(content);
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
function messageOf(content: Uint8Array): HostToKernel | undefined {
  try {
    return deserialize(content) as HostToKernel;
  } catch {
    return undefined;
  }
}
