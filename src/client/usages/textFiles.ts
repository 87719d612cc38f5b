import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import { encodingOf } from '../../core/text/encoding';

/** What is looked through while a person waits. */
export const limits = { files: 10_000, bytes: 8_000_000, allBytes: 200_000_000 } as const;

export interface Searched {
  /** Texts that were looked through. */
  readonly files: number;
  /** Some file may have been overlooked: too many, too large, not readable, cancelled. */
  readonly incomplete: boolean;
}

/**
 * Every text of the workspace, virtual or remote ones too: what an editor has open as it stands there, links not followed,
 * and what git ignores left out but for `.env` files, which name what programs read.
 */
export async function eachText(
  visit: (uri: vscode.Uri, text: string) => void,
  token: vscode.CancellationToken,
): Promise<Searched> {
  const open = new Map(vscode.workspace.textDocuments.map(each => [each.uri.toString(), each]));
  let files = 0;
  let bytes = 0;
  let incomplete = false;

  async function visitFile(uri: vscode.Uri): Promise<void> {
    if (token.isCancellationRequested || files >= limits.files || bytes >= limits.allBytes) {
      incomplete = true;
      return;
    }
    const document = open.get(uri.toString());
    const text = document ? document.getText() : await textOf(uri);
    if (text === undefined) incomplete = true;
    if (!text) return;
    files += 1;
    bytes += text.length;
    visit(uri, text);
  }

  async function visitFolder(folder: vscode.Uri, inside: string, above: readonly Rules[]): Promise<void> {
    if (token.isCancellationRequested || files >= limits.files) {
      incomplete = true;
      return;
    }
    const entries = await read(() => vscode.workspace.fs.readDirectory(folder));
    if (entries === undefined) {
      incomplete = true;
      return;
    }
    const own = entries.some(([name]) => name === '.gitignore')
      ? await read(() => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, '.gitignore')))
      : undefined;
    const rules = own ? [...above, { inside, rules: ignore().add(new TextDecoder().decode(own)) }] : above;
    const found: Promise<void>[] = [];
    for (const [name, type] of entries) {
      const path = `${inside}${name}`;
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory && !SKIPPED.has(name) && !isIgnored(rules, `${path}/`)) {
        await visitFolder(uri, `${path}/`, rules);
      } else if (type === vscode.FileType.File && !BINARY.test(name)) {
        if (/^\.env(?:\.|$)/.test(name) || !isIgnored(rules, path)) found.push(visitFile(uri));
      }
      if (found.length >= AT_A_TIME) await Promise.all(found.splice(0));
    }
    await Promise.all(found);
  }

  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const { uri } of folders) await visitFolder(uri, '', []);
  return { files, incomplete };
}

const AT_A_TIME = 16;
/** What is made of other files, or is somebody else's. */
const SKIPPED: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  'cdk.out',
  '.aws-sam',
  '.serverless',
  '.terraform',
]);
const BINARY =
  /\.(?:png|jpe?g|gif|ico|webp|pdf|zip|gz|tgz|jar|class|exe|dll|so|dylib|wasm|woff2?|ttf|mp4|vsix|map)$/i;
/** Where git looks for a NUL to call a file binary. */
const SNIFFED = 8_000;

interface Rules {
  readonly inside: string;
  readonly rules: Ignore;
}

/** As in git the last that says something counts. */
function isIgnored(all: readonly Rules[], path: string): boolean {
  let ignored = false;
  for (const { inside, rules } of all) {
    const said = rules.test(path.slice(inside.length));
    if (said.ignored) ignored = true;
    if (said.unignored) ignored = false;
  }
  return ignored;
}

/** Empty for what is no text; undefined where nobody can tell what is in it. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const size = (await read(() => vscode.workspace.fs.stat(uri)))?.size;
  if (size === undefined || size > limits.bytes) return undefined;
  const content = await read(() => vscode.workspace.fs.readFile(uri));
  if (content === undefined) return undefined;
  const encoding = encodingOf(content);
  // Every second byte of UTF-16 is a NUL, mostly.
  if (encoding === 'utf-8' && content.subarray(0, SNIFFED).includes(0)) return '';
  return new TextDecoder(encoding).decode(content);
}

/** Undefined for what is gone since it was listed, or not ours to read. */
async function read<T>(work: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
