import * as vscode from 'vscode';
import type { FileQuery, FoundFile, FoundFiles } from '../../core/ports';

/** As many as a repository of templates has, and few enough to read while a person waits. */
const MAX_FILES = 2_000;
/** CloudFormation takes no larger template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_BYTES = 1_100_000;
const AT_A_TIME = 16;

const INCLUDE = '**/*.{yaml,yml,json,jsonc,template,cfn,cform,cft}';
/** What is made of other files, or is somebody else's. */
const EXCLUDE = '**/{node_modules,cdk.out,.git,.aws-sam,.serverless}/**';

/** Files of the workspace, virtual or remote ones too, that hold one of the texts; those that are open are left out. */
export async function findFiles(
  { texts }: FileQuery,
  toUri: (uri: vscode.Uri) => string,
  token: vscode.CancellationToken,
): Promise<FoundFiles> {
  const all = await vscode.workspace.findFiles(INCLUDE, EXCLUDE, MAX_FILES + 1, token);
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const closed = all.slice(0, MAX_FILES).filter(uri => !open.has(uri.toString()));
  const files: FoundFile[] = [];
  let incomplete = all.length > MAX_FILES;
  for (let from = 0; from < closed.length; from += AT_A_TIME) {
    if (token.isCancellationRequested) return { files, incomplete: true };
    const read = await Promise.all(closed.slice(from, from + AT_A_TIME).map(uri => textOf(uri)));
    for (const [index, text] of read.entries()) {
      const uri = closed[from + index];
      if (text === undefined) incomplete = true;
      else if (uri && texts.some(wanted => text.includes(wanted))) files.push({ uri: toUri(uri), text });
    }
  }
  return { files, incomplete };
}

/** Undefined when it could not be read; empty when it is too large to be a template. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return '';
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Gone since it was listed, or not ours to read: the answer says that it is not complete.
    return undefined;
  }
}
