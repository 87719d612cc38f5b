/** Makes a parameter that a reference names and that is not there: type, value, the gate, PutParameter. */
import * as vscode from 'vscode';
import type { ParameterType } from '../../../core/catalog/items';
import { MAX_VALUE_BYTES } from '../../../core/facts/parameterLimits';
import { type Sensitive, sensitive } from '../../../core/value/sensitive';
import { connectedTarget } from '../../gate/account';
import type { Change, WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';

export interface CreateDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: Questions;
}

/** What a person is asked; undefined: they went away. */
export interface Questions {
  name(startsWith: string): Promise<string | undefined>;
  type(name: string): Promise<ParameterType | undefined>;
  value(name: string, type: ParameterType): Promise<Sensitive<string> | undefined>;
}

/** A name that is given, or what the one that is asked for begins with. */
export type NameAsked = string | { readonly startsWith: string } | undefined;

/** Whether it was made. The value is asked for last, and leaves memory with the call. */
export async function createParameter(
  given: NameAsked,
  { session, gate, questions }: CreateDeps,
): Promise<boolean> {
  const name =
    typeof given === 'string' ? given : await questions.name(given === undefined ? '/' : given.startsWith);
  if (!name) return false;
  const type = await questions.type(name);
  if (type === undefined) return false;
  const value = await questions.value(name, type);
  if (value === undefined) return false;
  const { account, aws } = await connectedTarget(session);
  const change: Change = {
    kind: 'create',
    question: vscode.l10n.t('Create the parameter {0} ({1})?', name, type),
    details: [],
    action: vscode.l10n.t('Create'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  await aws.parameters.create({ name, type, value });
  void vscode.window.showInformationMessage(vscode.l10n.t('The parameter is created: {0}', name));
  return true;
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function nameProblem(name: string): string | undefined {
  if (!/^[\w.\-/]*$/.test(name)) return vscode.l10n.t('A name has letters, digits, _ . - and /.');
  if (/^(?:\/?aws|ssm)/i.test(name)) return vscode.l10n.t('No name may begin with aws or ssm.');
  if (name.endsWith('/') || name.includes('//') || name === '')
    return vscode.l10n.t('A name ends with what it is called: {0}host', name.replace(/\/*$/, '/'));
  if (name.includes('/') && !name.startsWith('/'))
    return vscode.l10n.t('A name with levels begins with a slash: /{0}', name);
  return name.split('/').length > 16 ? vscode.l10n.t('A name has at most fifteen levels.') : undefined;
}

const MAX_BYTES = MAX_VALUE_BYTES.Standard;

export function createQuestions(): Questions {
  return {
    name: async startsWith =>
      vscode.window.showInputBox({
        value: startsWith,
        valueSelection: [startsWith.length, startsWith.length],
        title: vscode.l10n.t('Create Parameter'),
        prompt: vscode.l10n.t('Its name, with a slash before each level: /my-app/dev/host'),
        ignoreFocusOut: true,
        validateInput: nameProblem,
      }),
    async type(name) {
      const types: readonly (vscode.QuickPickItem & { label: ParameterType })[] = [
        { label: 'String', description: vscode.l10n.t('plain text') },
        { label: 'StringList', description: vscode.l10n.t('plain texts with commas between them') },
        { label: 'SecureString', description: vscode.l10n.t('encrypted with the key of the account') },
      ];
      const title = vscode.l10n.t('Create {0}: its type', name);
      return (await vscode.window.showQuickPick(types, { title, ignoreFocusOut: true }))?.label;
    },
    async value(name, type) {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Create {0}: its value', name),
        password: type === 'SecureString',
        ignoreFocusOut: true,
        validateInput: typed => {
          if (typed === '') return vscode.l10n.t('A parameter holds at least one character.');
          return Buffer.byteLength(typed) > MAX_BYTES
            ? vscode.l10n.t('A standard parameter holds at most {0} bytes.', MAX_BYTES)
            : undefined;
        },
      });
      return text === undefined ? undefined : sensitive(text);
    },
  };
}
