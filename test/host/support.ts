import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIdsOf } from '../../src/client/commands/registerCommands';
import type { TestApi } from '../../src/client/testApi';
import type { ItemNode, Node } from '../../src/client/tree/nodes';
import type { View } from '../../src/client/tree/view';

/** Every command of package.json. */
export const commandIds = commandIdsOf(vscode.extensions.getExtension('keyhole-aws.keyhole')?.packageJSON);

/** The running extension, activated as VS Code does it. */
export async function keyhole(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi | undefined>('keyhole-aws.keyhole');
  assert.ok(extension, 'the extension is installed');
  const api = await extension.activate();
  assert.ok(api, 'the extension gives its test API in test mode');
  return api;
}

/** Makes the sandbox misbehave; `{}` makes it behave again. */
export async function setFaults(faults: object): Promise<void> {
  const control = process.env.KEYHOLE_SANDBOX_CONTROL;
  assert.ok(control, 'the sandbox can be controlled');
  const answer = await fetch(`${control}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(faults) });
  assert.equal(answer.status, 200);
}

/** How often an action was called since the last reset. */
export async function callCounts(): Promise<string> {
  return (await fetch(`${process.env.KEYHOLE_SANDBOX_CONTROL}/_sandbox/calls`)).text();
}

export async function resetCalls(): Promise<void> {
  await fetch(`${process.env.KEYHOLE_SANDBOX_CONTROL}/_sandbox/calls`, { method: 'DELETE' });
}

/** Takes a secret out of the sandbox at once, which the product never does: other tests count what is there. */
export async function removeSecret(name: string, region = 'eu-west-1'): Promise<void> {
  const answer = await fetch(String(process.env.KEYHOLE_SANDBOX_CONTROL), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.DeleteSecret',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDFAKE/20260101/${region}/secretsmanager/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ SecretId: name, ForceDeleteWithoutRecovery: true }),
  });
  assert.equal(answer.status, 200);
}

/** Waits until the assertion holds: events arrive when they arrive. */
export async function eventually<T>(assertion: () => T | Promise<T>, seconds = 15): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; ; ) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

export async function childrenOf(view: View, parent?: Node): Promise<readonly Node[]> {
  return (await view.provider.getChildren(parent)) ?? [];
}

export async function labelsOf(view: View, parent?: Node): Promise<readonly string[]> {
  const nodes = await childrenOf(view, parent);
  const items = await Promise.all(nodes.map(node => view.provider.getTreeItem(node)));
  return items.map(({ label }) => (typeof label === 'string' ? label : (label?.label ?? '')));
}

/** What stands at the root of a view beside its sections (favourites, and what is not of the account). */
export async function rootsOf(view: View): Promise<readonly string[]> {
  const nodes = (await childrenOf(view)).filter(({ kind }) => kind !== 'section');
  const items = await Promise.all(nodes.map(node => view.provider.getTreeItem(node)));
  return items.map(({ label }) => (typeof label === 'string' ? label : (label?.label ?? '')));
}

export async function folder(view: View, ...labels: readonly string[]): Promise<Node> {
  let found: Node | undefined;
  for (const label of labels) {
    const nodes = await childrenOf(view, found);
    found = nodes.find(node => node.kind === 'folder' && node.label === label);
    assert.ok(found, `there is a folder: ${label}`);
  }
  assert.ok(found);
  return found;
}

/** An item of a view's listing by its name, loaded when it was not. */
export async function item(view: View, name: string): Promise<ItemNode> {
  await view.listing.ensure();
  return eventually(() => {
    const found = view
      .items()
      .find(node => (node.kind === 'key' ? node.aliases.includes(name) : node.metadata.name === name));
    assert.ok(found, `there is an item: ${name}`);
    return found;
  });
}

/** Opens a document of the sample workspace in an editor. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(root, 'a workspace is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

export function keyholeProblems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'keyhole');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The place of the n-th occurrence of a text. */
export function positionOf(document: vscode.TextDocument, text: string, inside = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the document holds: ${text}`);
  return document.positionAt(offset + inside);
}
