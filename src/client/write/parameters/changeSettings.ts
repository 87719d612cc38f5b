/** Changes what a parameter has beside its value: description, tier, key, pattern, policies. Its value is sent again as it is. */
import * as vscode from 'vscode';
import type { ParameterMetadata, ParameterTier } from '../../../core/catalog/items';
import { failureError } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import { connectedTarget } from '../../gate/account';
import type { Account, Change, WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import { policiesText } from '../../tree/parameterTexts';
import { meantTarget } from '../meant';
import type { UndoOffer } from '../undoOffer';
import { changedSince, latestOf } from './latest';

/** What is to be different; an empty text takes it away. */
export interface Settings {
  readonly description?: string;
  readonly tier?: ParameterTier;
  readonly keyId?: string;
  readonly allowedPattern?: string;
  /** Of a new one alone. */
  readonly dataType?: string;
  /** A JSON array. */
  readonly policies?: string;
}

export interface SettingsDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: SettingsQuestions;
  readonly offerUndo: UndoOffer;
}

export interface SettingsQuestions {
  /** Undefined where the person went away, or changed nothing. */
  settings(of: ParameterMetadata, aws: AwsConnection, begun?: Settings): Promise<Settings | undefined>;
}

/** The version that was made; undefined where somebody said no. */
export async function changeSettings(name: string, deps: SettingsDeps): Promise<number | undefined> {
  const { session, gate, questions, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await latestOf(name, aws);
  const wanted = await questions.settings(before, aws);
  if (wanted === undefined) return undefined;
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Change the settings of {0}?', name),
    details: [
      ...settingLines(before, wanted),
      vscode.l10n.t(
        'Its value stays as it is, and becomes version {0}: Parameter Store keeps both together.',
        before.version + 1,
      ),
      ...(wanted.tier === 'Advanced'
        ? [vscode.l10n.t('An advanced parameter is charged for and cannot be made standard again.')]
        : []),
    ],
    action: vscode.l10n.t('Change'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return undefined;
  const made = await put(before, wanted, aws);
  const { tier: _, ...undoable } = wanted;
  if (Object.keys(undoable).length > 0)
    offerUndo(vscode.l10n.t('{0} is at version {1} now.', name, made), () =>
      putBack(before, undoable, made, account, deps),
    );
  return made;
}

async function putBack(
  before: ParameterMetadata,
  changed: Settings,
  made: number,
  meant: Account,
  { session, gate }: SettingsDeps,
): Promise<void> {
  const { name } = before;
  const { account, aws } = await meantTarget(session, { account: meant });
  const now = await latestOf(name, aws);
  const back = backFrom(before, changed);
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Put the earlier settings of {0} back?', name),
    details: [...settingLines(now, back), ...(now.version === made ? [] : [changedSince(now)])],
    action: vscode.l10n.t('Put Back'),
    target: name,
  };
  if (await gate.pass(change, account)) await put(now, back, aws);
}

/** The same settings as they were. */
function backFrom(before: ParameterMetadata, changed: Settings): Settings {
  return {
    ...(changed.description !== undefined && { description: before.description ?? '' }),
    ...(changed.keyId !== undefined && before.keyId !== undefined && { keyId: before.keyId }),
    ...(changed.allowedPattern !== undefined && { allowedPattern: before.allowedPattern ?? '' }),
    ...(changed.policies !== undefined && { policies: before.policies ?? '[]' }),
  };
}

async function put(before: ParameterMetadata, wanted: Settings, aws: AwsConnection): Promise<number> {
  const { name } = before;
  const { policies, ...settings } = wanted;
  // Parameter Store has no conditional put: the value is read as late as can be, and tells of which version it is.
  const { value, version } = await aws.parameters.reveal(name);
  if (version !== before.version)
    throw failureError({
      kind: 'failure',
      code: 'conflict',
      message: vscode.l10n.t(
        'Nothing is changed: {0} was changed meanwhile and is at version {1}.',
        name,
        version,
      ),
      operation: 'change',
      resource: name,
    });
  const write = { ...before, ...settings, ...(policies !== undefined && { newPolicies: policies }) };
  return aws.parameters.overwrite(write, value);
}

/** A line for each: what it is now and what it becomes. */
export function settingLines(before: ParameterMetadata, wanted: Settings): readonly string[] {
  const isNew = before.version === 0;
  const policies = isNew && wanted.policies === '[]' ? undefined : wanted.policies;
  const line = (label: string, was: string | undefined, becomes: string | undefined) => {
    if (becomes === undefined) return [];
    // Of one that is to be made, which has no version yet, there is nothing that it was.
    if (isNew) return becomes === '' ? [] : [vscode.l10n.t('{0}: {1}', label, becomes)];
    if (becomes === '') return [vscode.l10n.t('{0}: {1}, which is removed', label, was ?? '')];
    return [vscode.l10n.t('{0}: {1} → {2}', label, was || vscode.l10n.t('none'), becomes)];
  };
  return [
    ...line(vscode.l10n.t('Description'), before.description, wanted.description),
    ...line(vscode.l10n.t('Tier'), before.tier, wanted.tier),
    ...line(vscode.l10n.t('Key'), before.keyId, wanted.keyId),
    ...line(vscode.l10n.t('Data type'), before.dataType, wanted.dataType),
    ...line(vscode.l10n.t('Allowed pattern'), before.allowedPattern, wanted.allowedPattern),
    ...(policies === undefined ? [] : [policyLine(policies)]),
  ];
}

function policyLine(policies: string): string {
  return policies === '[]'
    ? vscode.l10n.t('Expiration and notifications: all are removed')
    : vscode.l10n.t('Expiration and notifications: {0}', policiesText(policies));
}
