/** What two processes say to each other. What is called may be anything that has been told under that name. */
type Message =
  | { readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly answer: number; readonly value?: unknown; readonly error?: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Handler = (...args: never[]) => unknown;

/** Calls in both directions over a line that carries JSON. */
export class Calls {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  private whyEnded: string | undefined;

  constructor(
    private readonly send: (message: object) => void,
    private readonly handlers: Readonly<Record<string, Handler>>,
  ) {}

  call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    if (this.whyEnded !== undefined) return Promise.reject(new Error(this.whyEnded));
    const call = ++this.count;
    const answered = new Promise((resolve, reject) => this.waiting.set(call, { resolve, reject }));
    this.send({ call, name, args } satisfies Message);
    return answered;
  }

  receive(message: unknown): void {
    const said = message as Message;
    if ('call' in said) void this.answer(said);
    else {
      const waiting = this.waiting.get(said.answer);
      this.waiting.delete(said.answer);
      if (said.error === undefined) waiting?.resolve(said.value);
      else waiting?.reject(new Error(said.error));
    }
  }

  /** Nobody answers any more. */
  end(why: string): void {
    this.whyEnded = why;
    for (const { reject } of this.waiting.values()) reject(new Error(why));
    this.waiting.clear();
  }

  private async answer({ call, name, args }: Extract<Message, { call: number }>): Promise<void> {
    let answer: Message;
    try {
      const value = await this.handlers[name]?.(...(args as never[]));
      answer = { answer: call, value };
    } catch (error) {
      answer = { answer: call, error: error instanceof Error ? error.message : String(error) };
    }
    this.send(answer);
  }
}
