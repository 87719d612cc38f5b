/**
 * Bytes a person gives: typed, from the clipboard, or from a file that is read past VS Code's documents, so that no other
 * extension sees it. What is too long is refused here, before any of it is sent.
 */
import * as vscode from 'vscode';
import type { Bytes } from '../../core/stores/keyCryptography';
import { type Sensitive, sensitive } from '../../core/value/sensitive';
import { bytesOfBase64 } from './result';
import type { WantedBytes } from './tryDeps';

export async function askBytes(wanted: WantedBytes): Promise<Sensitive<Bytes> | undefined> {
  const picks = [
    { label: vscode.l10n.t('$(keyboard) Type it'), from: askTyped },
    { label: vscode.l10n.t('$(clippy) From the clipboard'), from: fromClipboard },
    { label: vscode.l10n.t('$(file) From a file…'), from: fromFile },
  ];
  const { title, prompt: placeHolder } = wanted;
  const picked = await vscode.window.showQuickPick(picks, { title, placeHolder, ignoreFocusOut: true });
  return picked?.from(wanted);
}

async function askTyped(wanted: WantedBytes): Promise<Sensitive<Bytes> | undefined> {
  const { title, prompt, form } = wanted;
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    password: form === 'secret',
    ignoreFocusOut: true,
    validateInput: typed => problemOf(bytesOfText(typed, wanted), wanted),
  });
  return text === undefined ? undefined : checked(bytesOfText(text, wanted), wanted);
}

async function fromClipboard(wanted: WantedBytes): Promise<Sensitive<Bytes> | undefined> {
  return checked(bytesOfText(await vscode.env.clipboard.readText(), wanted), wanted);
}

async function fromFile(wanted: WantedBytes): Promise<Sensitive<Bytes> | undefined> {
  const openLabel = vscode.l10n.t('Take This File');
  const [uri] = (await vscode.window.showOpenDialog({ title: wanted.title, openLabel })) ?? [];
  return uri && bytesOfFile(uri, wanted);
}

/** A file that is too long is not even read; base64 may take four bytes for three, and line ends. */
export async function bytesOfFile(
  uri: vscode.Uri,
  wanted: WantedBytes,
): Promise<Sensitive<Bytes> | undefined> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > wanted.maxBytes * (wanted.form === 'binary' ? 2 : 1)) return refused(wanted.tooMuch);
  const bytes = await vscode.workspace.fs.readFile(uri);
  return checked(wanted.form === 'binary' ? (textual(bytes, wanted) ?? bytes) : bytes, wanted);
}

/** Undefined for what is not what was asked for. */
export function bytesOfText(text: string, { form, exactBytes }: WantedBytes): Bytes | undefined {
  if (form !== 'binary') return new TextEncoder().encode(text);
  const trimmed = text.trim();
  if (exactBytes !== undefined && trimmed.length === 2 * exactBytes && /^[0-9a-f]+$/i.test(trimmed))
    return new Uint8Array(Buffer.from(trimmed, 'hex'));
  return bytesOfBase64(text);
}

/** What is wrong with it; undefined: nothing. */
export function problemOf(
  bytes: Bytes | undefined,
  { maxBytes, exactBytes, tooMuch }: WantedBytes,
): string | undefined {
  if (bytes === undefined) return vscode.l10n.t('This is no base64.');
  if (bytes.length === 0) return vscode.l10n.t('There is nothing in it.');
  if (bytes.length > maxBytes || (exactBytes !== undefined && bytes.length !== exactBytes)) return tooMuch;
  return undefined;
}

function checked(bytes: Bytes | undefined, wanted: WantedBytes): Sensitive<Bytes> | undefined {
  const problem = problemOf(bytes, wanted);
  return problem === undefined && bytes !== undefined ? sensitive(bytes) : refused(problem ?? '');
}

function refused(problem: string): undefined {
  void vscode.window.showErrorMessage(problem);
  return undefined;
}

/** Of a file that holds base64 and nothing else. */
function textual(bytes: Bytes, wanted: WantedBytes): Bytes | undefined {
  const isAscii = bytes.every(byte => byte < 128);
  return isAscii ? bytesOfText(Buffer.from(bytes).toString('latin1'), wanted) : undefined;
}
