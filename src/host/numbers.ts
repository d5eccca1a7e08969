import { env } from 'vscode';

/** A number as people write it in the language of the window. */
export function written(value: number): string {
  try {
    return value.toLocaleString(env.language);
  } catch {
    return value.toLocaleString('en'); // VS Code may call a language what `Intl` does not know.
  }
}
