/** Makes a parameter that a reference names and that is not there: type, value, the gate, PutParameter. */
import * as vscode from 'vscode';
import type { ParameterMetadata, ParameterTier, ParameterType } from '../../../core/catalog/items';
import { MAX_VALUE_BYTES } from '../../../core/facts/parameterLimits';
import type { AwsConnection } from '../../../core/ports';
import { type Sensitive, sensitive } from '../../../core/value/sensitive';
import { connectedTarget } from '../../gate/account';
import type { Change, WriteGate } from '../../gate/writeGate';
import { nameProblem } from '../../parameterNames';
import type { Session } from '../../session/session';
import { parametersKey } from '../keyQuestion';
import type { NewParameterPreset } from '../presets';
import { type Settings, settingLines } from './changeSettings';
import { createSettingsQuestions } from './settingsQuestions';
import { tierChange } from './tierChange';

export interface CreateDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: Questions;
}

/** What a person is asked; undefined: they went away. */
export interface Questions {
  name(startsWith: string): Promise<string | undefined>;
  type(name: string): Promise<TypeAnswer | undefined>;
  /**
   * Asked where the person wants more than a type and a value.
   * @param begun what is set at first
   */
  settings(of: ParameterMetadata, aws: AwsConnection, begun: Settings): Promise<Settings | undefined>;
  value(of: ParameterMetadata): Promise<Sensitive<string> | undefined>;
}

export interface TypeAnswer {
  readonly type: ParameterType;
  readonly withSettings: boolean;
}

/** A name that is given, or what the one that is asked for begins with; type and tier may be known before. */
export type NameAsked =
  | string
  | { readonly startsWith: string; readonly preset?: Pick<NewParameterPreset, 'type' | 'tier'> }
  | undefined;

/** Whether it was made. The value is asked for last, and leaves memory with the call. */
export async function createParameter(
  given: NameAsked,
  { session, gate, questions }: CreateDeps,
): Promise<boolean> {
  const name =
    typeof given === 'string' ? given : await questions.name(given === undefined ? '/' : given.startsWith);
  if (!name) return false;
  const preset = typeof given === 'object' ? given.preset : undefined;
  const answer = preset ? { type: preset.type, withSettings: true } : await questions.type(name);
  if (answer === undefined) return false;
  const { account, aws } = await connectedTarget(session);
  const { type, withSettings } = answer;
  const bare: ParameterMetadata = { name, type, version: 0 };
  const settings = withSettings ? await questions.settings(bare, aws, begunWith(preset)) : {};
  if (settings === undefined) return false;
  const value = await questions.value({ ...bare, ...settings });
  if (value === undefined) return false;
  const grown = tierChange(settings, value.reveal());
  const change: Change = {
    kind: 'create',
    question: vscode.l10n.t('Create the parameter {0} ({1})?', name, type),
    details: [...settingLines(bare, settings), ...(grown ? [grown.note] : [])],
    action: vscode.l10n.t('Create'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  const { description, allowedPattern, policies, ...others } = settings;
  await aws.parameters.create({
    name,
    type,
    value,
    ...others,
    ...(description && { description }),
    ...(allowedPattern && { allowedPattern }),
    ...(policies && policies !== '[]' && { policies }),
    ...(grown && { tier: grown.tier }),
  });
  void vscode.window.showInformationMessage(vscode.l10n.t('The parameter is created: {0}', name));
  return true;
}

/** The tier is said: the account may have another default. */
function begunWith(preset: Pick<NewParameterPreset, 'type' | 'tier'> | undefined): Settings {
  if (preset === undefined) return {};
  const { tier, type } = preset;
  return { tier, ...(type === 'SecureString' && { keyId: parametersKey.keyId }) };
}

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
    type: askType,
    settings: createSettingsQuestions('create').settings,
    async value({ name, type, tier }) {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Create {0}: its value', name),
        password: type === 'SecureString',
        ignoreFocusOut: true,
        validateInput: typed => {
          if (typed === '') return vscode.l10n.t('A parameter holds at least one character.');
          return sizeHint(Buffer.byteLength(typed), tier);
        },
      });
      return text === undefined ? undefined : sensitive(text);
    },
  };
}

interface TypePick extends vscode.QuickPickItem {
  readonly label: ParameterType;
}

/** Enter is enough for most; the button at a row asks for all else a parameter can have. */
async function askType(name: string): Promise<TypeAnswer | undefined> {
  const more: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('gear'),
    tooltip: vscode.l10n.t('With Tier, Key, Description, Expiration…'),
  };
  const pick = vscode.window.createQuickPick<TypePick>();
  pick.title = vscode.l10n.t('Create {0}: its type', name);
  pick.ignoreFocusOut = true;
  pick.items = [
    { label: 'String', description: vscode.l10n.t('plain text'), buttons: [more] },
    {
      label: 'StringList',
      description: vscode.l10n.t('plain texts with commas between them'),
      buttons: [more],
    },
    {
      label: 'SecureString',
      description: vscode.l10n.t('encrypted, with the key of the account'),
      buttons: [more],
    },
  ];
  try {
    return await new Promise<TypeAnswer | undefined>(resolve => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) resolve({ type: chosen.label, withSettings: false });
      });
      pick.onDidTriggerItemButton(({ item }) => resolve({ type: item.label, withSettings: true }));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** A standard parameter that grows becomes an advanced one, which is said and asked; beyond that it is too large. */
function sizeHint(
  bytes: number,
  tier: ParameterTier | undefined,
): string | vscode.InputBoxValidationMessage | undefined {
  const { Standard, Advanced } = MAX_VALUE_BYTES;
  if (bytes > Advanced)
    return vscode.l10n.t(
      'A parameter holds at most {0} bytes; a secret holds 65,536.',
      Advanced.toLocaleString(),
    );
  if (bytes <= Standard || (tier !== undefined && tier !== 'Standard')) return undefined;
  const message = vscode.l10n.t(
    'Larger than {0} bytes: it becomes an advanced parameter, which is charged for.',
    Standard.toLocaleString(),
  );
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}
