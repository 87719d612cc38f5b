/** Writes a file that may hold secrets: whole or not at all and, where the system has such a thing, for its owner alone. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import type { Sensitive } from '../../core/value/sensitive';

export async function writePrivate(
  target: vscode.Uri,
  content: Sensitive<string | Uint8Array>,
): Promise<void> {
  try {
    if (target.scheme === 'file') await writeOnDisk(target.fsPath, content);
    // In one call, as VS Code saves there: its rename over a file deletes that first, and may fail then.
    else await vscode.workspace.fs.writeFile(target, bytesOf(content.reveal()));
  } catch (thrown) {
    throw failureError({
      kind: 'failure',
      code: 'invalid',
      message: vscode.l10n.t('The file is not written ({0}): {1}', codeOf(thrown), target.path),
      operation: 'write',
    });
  }
}

/** Beside it first, then in its place: nobody ever sees half of it, and one that was there keeps no wider rights. */
async function writeOnDisk(file: string, content: Sensitive<string | Uint8Array>): Promise<void> {
  const beside = path.join(path.dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(content.reveal());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (thrown) {
    await rm(beside, { force: true });
    throw thrown;
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** `EACCES`, `NoPermissions`; a message would repeat more than that. */
function codeOf(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && Reflect.get(thrown, 'code');
  return typeof code === 'string' ? code : 'unknown';
}
