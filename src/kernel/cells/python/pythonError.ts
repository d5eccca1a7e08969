import type { Failure } from '../language.ts';

/** What a Python cell has raised. */
export class PythonError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
