import type { Pseudoterminal } from 'vscode';
import { EventEmitter, l10n } from 'vscode';
import type { Command, Programs, RunningProgram } from '../platform.ts';

const [INTERRUPT, END_OF_INPUT, ENTER, BACKSPACE, DELETE] = ['\x03', '\x04', '\r', '\b', '\x7f'];

/** A terminal for a program where VS Code has none: it is given one of the system, or its lines are edited here. */
export class ProgramTerminal implements Pseudoterminal {
  private readonly written = new EventEmitter<string>();
  private readonly closed = new EventEmitter<number>();
  private program: RunningProgram | undefined;
  private line = '';
  private hasOutput = false;
  private tellStart: (how: { readonly message?: string }) => void = () => undefined;
  private tellEnd: (code: number | undefined) => void = () => undefined;

  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;
  /** How it was started. */
  readonly started = new Promise<{ readonly message?: string }>((resolve) => (this.tellStart = resolve));
  /** Its exit code. */
  readonly ended = new Promise<number | undefined>((resolve) => (this.tellEnd = resolve));

  constructor(
    private readonly command: Command,
    private readonly programs: Programs,
  ) {}

  open(): void {
    const program = this.programs.start(this.command);
    this.program = program;
    program.onOutput((text) => this.print(text));
    program.onStart(() => this.tellStart({}));
    void program.ended.then(({ code, message }) => this.end(code, message));
  }

  close(): void {
    this.program?.terminate();
  }

  handleInput(text: string): void {
    const { program } = this;
    if (program?.hasTerminal) program.write(text);
    else for (const character of text) this.type(character);
  }

  private type(character: string): void {
    switch (character) {
      case INTERRUPT:
        this.print('^C\n');
        this.line = '';
        this.program?.interrupt();
        break;
      case END_OF_INPUT:
        this.program?.endInput();
        break;
      case ENTER:
        this.print('\n');
        this.program?.write(`${this.line}\n`);
        this.line = '';
        break;
      case BACKSPACE:
      case DELETE:
        if (this.line !== '') this.written.fire('\b \b');
        this.line = this.line.replace(/.$/su, '');
        break;
      default:
        this.line += character;
        this.print(character);
    }
  }

  /** What a program prints without a terminal has no carriage returns. */
  private print(text: string): void {
    this.hasOutput ||= text !== '';
    this.written.fire(this.program?.hasTerminal ? text : text.replaceAll(/\r?\n/g, '\r\n'));
  }

  private end(code: number | undefined, message: string | undefined): void {
    if (message !== undefined) this.print(`${message}\n`);
    this.tellStart(message === undefined ? {} : { message });
    this.print(
      code === undefined
        ? l10n.t('The program was ended.')
        : l10n.t('The program ended with exit code {0}.', code),
    );
    this.print('\r\n');
    this.closed.fire(code ?? 1);
    this.tellEnd(code);
  }
}
