import { commands } from 'vscode';
import type { Disposable } from '../lifecycle.ts';

/**
 * Registers a command that returns its result. Where it fails, a person is shown why; whoever called it with arguments,
 * which may be another program, is told by a rejection.
 */
export function registerLessonCommand(
  command: string,
  run: (...args: readonly unknown[]) => Promise<unknown>,
  showError: (error: unknown) => void,
): Disposable {
  return commands.registerCommand(command, async (...args: readonly unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (args.length > 0) throw error;
      showError(error);
      return undefined;
    }
  });
}

/** The id of a lesson among a command's arguments; buttons hand over other things. */
export function lessonIdIn(argument: unknown): string | undefined {
  return typeof argument === 'string' || typeof argument === 'number' ? String(argument) : undefined;
}
