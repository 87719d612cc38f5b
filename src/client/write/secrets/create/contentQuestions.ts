/** What a new secret holds, one question a value. Masked where it is secret; nothing typed is shown or kept. */
import * as vscode from 'vscode';
import type { FieldValue, SecretContent, SecretField } from '../../../../core/secrets/secretContent';
import {
  apiKeyFields,
  certificateFields,
  databaseFields,
  engines,
  type FieldShape,
  type ShapeId,
} from '../../../../core/secrets/secretShapes';
import { sensitive } from '../../../../core/value/sensitive';
import { askFile } from './fileQuestion';
import { askPassword } from './passwordQuestions';

/** Undefined: the person went away. */
export async function askContent(shape: ShapeId, name: string): Promise<SecretContent | undefined> {
  switch (shape) {
    case 'database':
      return askDatabase(name);
    case 'apiKey':
      return askFields(name, apiKeyFields);
    case 'certificate':
      return askFields(name, certificateFields);
    case 'pairs':
      return askPairs(name);
    case 'text': {
      const value = await askPassword(vscode.l10n.t('Create {0}: its value', name), { files: true });
      return value && { form: 'text', value };
    }
    case 'empty':
      return { form: 'empty' };
  }
}

async function askDatabase(name: string): Promise<SecretContent | undefined> {
  const title = vscode.l10n.t('Create {0}: {1}', name, 'engine');
  const picks = engines.map(({ engine, port }) => ({ label: engine, port }));
  const picked = await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true });
  if (picked === undefined) return undefined;
  const engine: SecretField = { key: 'engine', value: given(picked.label) };
  return askFields(name, databaseFields(picked.port), [engine]);
}

/** What is optional and left empty is not written. */
async function askFields(
  name: string,
  shapes: readonly FieldShape[],
  before: readonly SecretField[] = [],
): Promise<SecretContent | undefined> {
  const fields = [...before];
  for (const shape of shapes) {
    const value = await askField(vscode.l10n.t('Create {0}: {1}', name, shape.key), shape);
    if (value === undefined) return undefined;
    if (value !== 'left-out') fields.push({ key: shape.key, value });
  }
  return { form: 'json', fields };
}

async function askField(title: string, shape: FieldShape): Promise<FieldValue | 'left-out' | undefined> {
  const { kind, optional = false, initial } = shape;
  if (kind === 'file') return askFile(title, optional);
  if (kind === 'password') return askPassword(title, { optional });
  const text = await vscode.window.showInputBox({
    title,
    password: kind === 'secret',
    ignoreFocusOut: true,
    ...(initial !== undefined && { value: initial }),
    ...(optional && { prompt: vscode.l10n.t('May be empty.') }),
    validateInput: typed => {
      if (typed === '') return optional ? undefined : vscode.l10n.t('This may not be empty.');
      return kind === 'number' ? portProblem(typed) : undefined;
    },
  });
  if (text === undefined) return undefined;
  if (text === '') return 'left-out';
  return kind === 'number' ? { kind: 'number', value: Number(text) } : given(text);
}

/** Until no key is given. */
async function askPairs(name: string): Promise<SecretContent | undefined> {
  const fields: SecretField[] = [];
  for (;;) {
    const known = fields.map(({ key }) => key);
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('Create {0}: key {1}', name, fields.length + 1),
      prompt:
        known.length === 0
          ? vscode.l10n.t('The name of a key')
          : vscode.l10n.t('The name of another key; empty: no more. There are: {0}', known.join(', ')),
      ignoreFocusOut: true,
      validateInput: typed => pairKeyProblem(typed, known),
    });
    if (key === undefined) return undefined;
    if (key === '') return { form: 'json', fields };
    const value = await askPassword(vscode.l10n.t('Create {0}: {1}', name, key), { files: true });
    if (value === undefined) return undefined;
    fields.push({ key, value });
  }
}

/** @param known keys that are there already */
export function pairKeyProblem(key: string, known: readonly string[]): string | undefined {
  if (key === '' && known.length === 0) return vscode.l10n.t('There is at least one key.');
  return known.includes(key) ? vscode.l10n.t('There is a key of this name already.') : undefined;
}

export function portProblem(text: string): string | undefined {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? undefined : vscode.l10n.t('A port is a number from 1 to 65535.');
}

function given(text: string): FieldValue {
  return { kind: 'given', value: sensitive(text) };
}
