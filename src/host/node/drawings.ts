import { createRequire } from 'node:module';
import path from 'node:path';
import type { Uri } from 'vscode';
import type { Drawings } from '../../protocol/drawing.ts';

/** A bundle of its own: most people never export anything, and the host may not import what draws. */
export function loadDrawings(extensionUri: Uri): Promise<Drawings> {
  const file = path.join(extensionUri.fsPath, 'dist/drawing.js');
  return Promise.resolve(createRequire(file)(file) as Drawings);
}
