/** One handler for every type of message: a message without a handler does not compile. */
export type Handlers<M extends { readonly type: string }> = {
  readonly [T in M['type']]: (message: Extract<M, { readonly type: T }>) => void;
};

/** Hands `message` to the handler of its type. */
export function dispatch<M extends { readonly type: string }>(handlers: Handlers<M>, message: M): void {
  const handle = handlers[message.type as M['type']] as (message: M) => void;
  handle(message);
}
