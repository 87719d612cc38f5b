import { parse } from 'smol-toml';
import * as vscode from 'vscode';
import { fileFault, placeOfTomlError } from '../../core/parameters/fileFault';
import { readParameterFile } from '../../core/parameters/parameterFile';
import type { ParameterSet, ReadSets } from '../../core/parameters/parameterSet';
import { setsOfSamconfig } from '../../core/parameters/samconfig';

/** Where people keep parameter files: beside the template, or in a folder of that name beside it. */
const FOLDERS: readonly string[] = ['', 'parameters', 'params', 'config', 'env', 'environments'];
/** A folder of templates holds some dozens of files. */
const MAX_FILES = 200;
const MAX_BYTES = 256 * 1024;

export interface FileSets {
  readonly file: vscode.Uri;
  readonly sets: readonly ParameterSet[];
}

/** The sets in files near a template, in the order of the folders. */
export async function setsNear(template: vscode.Uri): Promise<readonly FileSets[]> {
  const found: FileSets[] = [];
  const folder = vscode.Uri.joinPath(template, '..');
  for (const name of FOLDERS) {
    const own = name === '' ? folder : vscode.Uri.joinPath(folder, name);
    for (const [file, type] of (await filesIn(own)).slice(0, MAX_FILES)) {
      const uri = vscode.Uri.joinPath(own, file);
      if (type !== vscode.FileType.File || !isParameterFile(file) || uri.path === template.path) continue;
      const read = await readSets(uri);
      // What is no parameter file is not spoken of here.
      if (read.kind === 'sets' && read.sets.length > 0) found.push({ file: uri, sets: read.sets });
    }
  }
  return found;
}

/** What a file gives, or why it cannot be read. */
export async function readSets(file: vscode.Uri): Promise<ReadSets> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  let text: string;
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MAX_BYTES) return fault(name, vscode.l10n.t('too large for a parameter file'));
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return fault(name, vscode.l10n.t('cannot be read'));
  }
  if (!name.endsWith('.toml')) return readParameterFile(name, text);
  try {
    return { kind: 'sets', sets: setsOfSamconfig(name, parse(text)) };
  } catch (thrown) {
    return { kind: 'fault', message: fileFault(name, 'TOML', placeOfTomlError(thrown)) };
  }
}

function fault(name: string, reason: string): ReadSets {
  return { kind: 'fault', message: `${name}: ${reason}` };
}

async function filesIn(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  // Most of the folders are not there.
  return vscode.workspace.fs.readDirectory(folder).then(
    files => files,
    () => [],
  );
}

function isParameterFile(name: string): boolean {
  return name === 'samconfig.toml' || name.endsWith('.json');
}
