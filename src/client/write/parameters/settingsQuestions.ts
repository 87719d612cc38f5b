/** Asks which settings of a parameter are to be different: a list to go through, until it is applied or left. */
import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../core/catalog/items';
import {
  formatPolicies,
  knowsAll,
  type ParameterPolicies,
  parsePolicies,
} from '../../../core/catalog/parameterPolicies';
import type { AwsConnection } from '../../../core/ports';
import { hideAccounts } from '../../session/screenShare';
import { policiesText } from '../../tree/parameterTexts';
import { askKey, parametersKey } from '../keyQuestion';
import type { Settings, SettingsQuestions } from './changeSettings';

type Setting = keyof Settings;

interface SettingPick extends vscode.QuickPickItem {
  readonly setting: Setting | 'apply';
}

/** What is asked of one that is there, or of one that is to be made. */
type Mode = 'change' | 'create';

export function createSettingsQuestions(mode: Mode = 'change'): SettingsQuestions {
  return {
    async settings(of, aws, begun = {}) {
      let wanted: Settings = begun;
      for (;;) {
        const picked = await pickSetting(mode, of, wanted);
        if (picked === undefined) return undefined;
        if (picked === 'apply') return wanted;
        wanted = changesOf(of, { ...wanted, ...(await ask(picked, of, wanted, aws)) });
      }
    },
  };
}

async function pickSetting(
  mode: Mode,

  of: ParameterMetadata,
  wanted: Settings,
): Promise<SettingPick['setting'] | undefined> {
  const now = { ...of, ...wanted };
  const row = (setting: Setting, label: string, value: string | undefined): SettingPick => ({
    setting,
    label: wanted[setting] === undefined ? label : `$(pass-filled) ${label}`,
    description: hideAccounts(value || vscode.l10n.t('none')).replaceAll('$(', '$ ('),
  });
  const count = Object.keys(wanted).length;
  const rows: SettingPick[] = [
    ...(count > 0 || mode === 'create'
      ? [{ setting: 'apply' as const, label: applyLabel(mode, count), alwaysShow: true }]
      : []),
    row('description', vscode.l10n.t('Description'), now.description),
    // An advanced one cannot be made standard again.
    ...(of.tier === 'Advanced' ? [] : [row('tier', vscode.l10n.t('Tier'), now.tier)]),
    ...(of.type === 'SecureString' ? [row('keyId', vscode.l10n.t('Key'), now.keyId)] : []),
    ...(mode === 'create' && of.type === 'String'
      ? [row('dataType', vscode.l10n.t('Data type'), now.dataType ?? 'text')]
      : []),
    row('allowedPattern', vscode.l10n.t('Allowed pattern'), now.allowedPattern),
    row('policies', vscode.l10n.t('Expiration and notifications'), policiesText(now.policies)),
  ];
  const title = vscode.l10n.t('Settings of {0}', of.name);
  const placeHolder = vscode.l10n.t('What is to be different');
  return (await vscode.window.showQuickPick(rows, { title, placeHolder, ignoreFocusOut: true }))?.setting;
}

function applyLabel(mode: Mode, count: number): string {
  if (mode === 'create') return vscode.l10n.t('$(arrow-right) Go on to the value');
  return vscode.l10n.t('$(check) Apply ({0} changed)…', count);
}

/** Without what is as it was. */
function changesOf(of: ParameterMetadata, wanted: Settings): Settings {
  const before: Settings = {
    ...of,
    description: of.description ?? '',
    allowedPattern: of.allowedPattern ?? '',
  };
  const entries = Object.entries(wanted).filter(([name, value]) => Reflect.get(before, name) !== value);
  const isSamePolicies = wanted.policies === '[]' && of.policies === undefined;
  return Object.fromEntries(entries.filter(([name]) => name !== 'policies' || !isSamePolicies));
}

function ask(
  setting: Setting,
  of: ParameterMetadata,
  wanted: Settings,
  aws: AwsConnection,
): Promise<Settings> {
  switch (setting) {
    case 'description':
      return askText('description', vscode.l10n.t('Description of {0}', of.name), {
        value: wanted.description ?? of.description ?? '',
        prompt: vscode.l10n.t('What it is for; anybody who may list parameters can read it.'),
      });
    case 'allowedPattern':
      return askText('allowedPattern', vscode.l10n.t('Allowed pattern of {0}', of.name), {
        value: wanted.allowedPattern ?? of.allowedPattern ?? '',
        prompt: vscode.l10n.t('A regular expression that each value has to match: ^\\d+$'),
      });
    case 'tier':
      return askTier(of);
    case 'dataType':
      return askDataType(of);
    case 'keyId':
      return askKeyOf(of, wanted, aws);
    case 'policies':
      return askPolicies(of, wanted);
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: both have at most 1,024 characters. */
const MAX_TEXT = 1_024;

async function askText(
  setting: 'description' | 'allowedPattern',
  title: string,
  { value, prompt }: { readonly value: string; readonly prompt: string },
): Promise<Settings> {
  const typed = await vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t('{0} Empty: none.', prompt),
    ignoreFocusOut: true,
    validateInput: text =>
      text.length > MAX_TEXT
        ? vscode.l10n.t('At most {0} characters.', MAX_TEXT.toLocaleString())
        : undefined,
  });
  return typed === undefined ? {} : { [setting]: typed };
}

async function askTier({ name }: ParameterMetadata): Promise<Settings> {
  const tiers: readonly (vscode.QuickPickItem & { readonly label: 'Standard' | 'Advanced' })[] = [
    { label: 'Standard', description: vscode.l10n.t('4,096 bytes, without charge') },
    { label: 'Advanced', description: vscode.l10n.t('8,192 bytes and policies; charged for, and for good') },
  ];
  const title = vscode.l10n.t('Tier of {0}', name);
  const picked = await vscode.window.showQuickPick(tiers, { title, ignoreFocusOut: true });
  return picked ? { tier: picked.label } : {};
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html */
async function askDataType({ name }: ParameterMetadata): Promise<Settings> {
  const types = [
    { label: 'text', description: vscode.l10n.t('anything') },
    { label: 'aws:ec2:image', description: vscode.l10n.t('an AMI id, which AWS looks at') },
  ];
  const title = vscode.l10n.t('Data type of {0}', name);
  const picked = await vscode.window.showQuickPick(types, { title, ignoreFocusOut: true });
  return picked ? { dataType: picked.label } : {};
}

async function askKeyOf(
  { name, keyId }: ParameterMetadata,
  wanted: Settings,
  aws: AwsConnection,
): Promise<Settings> {
  const current = wanted.keyId ?? keyId ?? parametersKey.keyId;
  const picked = await askKey({ name, standard: parametersKey, current }, aws);
  return picked === undefined ? {} : { keyId: picked };
}

async function askPolicies(of: ParameterMetadata, wanted: Settings): Promise<Settings> {
  const text = wanted.policies ?? of.policies;
  if (!knowsAll(text)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} has policies that cannot be changed here without losing some of them.', of.name),
    );
    return {};
  }
  const now = parsePolicies(text);
  const expiration = await askDate(of.name, now.expiration);
  if (expiration === undefined) return {};
  const before = expiration.date === undefined ? {} : await askDays('before', of.name, now.notifyBeforeDays);
  if (before === undefined) return {};
  const unchanged = await askDays('unchanged', of.name, now.notifyUnchangedDays);
  if (unchanged === undefined) return {};
  const policies: ParameterPolicies = {
    ...(expiration.date !== undefined && { expiration: expiration.date }),
    ...(before.days !== undefined && { notifyBeforeDays: before.days }),
    ...(unchanged.days !== undefined && { notifyUnchangedDays: unchanged.days }),
  };
  const made = formatPolicies(policies);
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html: advanced parameters alone.
  return { policies: made, ...(made !== '[]' && of.tier !== 'Advanced' && { tier: 'Advanced' as const }) };
}

async function askDate(
  name: string,
  now: number | undefined,
): Promise<{ readonly date?: number } | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Expiration of {0}', name),
    value: now === undefined ? '' : new Date(now).toISOString().slice(0, 16).replace('T', ' '),
    prompt: vscode.l10n.t('When AWS deletes it, in UTC: 2027-01-31 18:00. Empty: never.'),
    ignoreFocusOut: true,
    validateInput: text => expirationProblem(text, Date.now()),
  });
  if (typed === undefined) return undefined;
  const date = expirationOf(typed);
  return date === undefined ? {} : { date };
}

/** Undefined where nothing, or no date, is typed. */
export function expirationOf(text: string): number | undefined {
  const [, day, hour = '00', minute = '00'] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})Z?)?\s*$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T${hour}:${minute}:00Z`);
  // 31 February is taken for the third of March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : time;
}

export function expirationProblem(text: string, now: number): string | undefined {
  if (text.trim() === '') return undefined;
  const time = expirationOf(text);
  if (time === undefined) return vscode.l10n.t('A day, or a day and a time: 2027-01-31 18:00');
  return time <= now ? vscode.l10n.t('This has passed: the parameter would be deleted at once.') : undefined;
}

async function askDays(
  of: 'before' | 'unchanged',
  name: string,
  now: number | undefined,
): Promise<{ readonly days?: number } | undefined> {
  const typed = await vscode.window.showInputBox({
    title:
      of === 'before'
        ? vscode.l10n.t('Notification before {0} expires', name)
        : vscode.l10n.t('Notification when {0} is not changed', name),
    value: now === undefined ? '' : String(now),
    prompt:
      of === 'before'
        ? vscode.l10n.t('Days before, at which an EventBridge event is sent. Empty: none.')
        : vscode.l10n.t('Days without a change, after which an EventBridge event is sent. Empty: none.'),
    ignoreFocusOut: true,
    validateInput: text =>
      text === '' || /^[1-9]\d{0,3}$/.test(text) ? undefined : vscode.l10n.t('A number of days.'),
  });
  if (typed === undefined) return undefined;
  return typed === '' ? {} : { days: Number(typed) };
}
