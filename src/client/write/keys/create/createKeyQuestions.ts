import * as vscode from 'vscode';
import { type KeySpec, type KeyUsage, specsFor } from '../../../../core/keys/keyKinds';
import { aliasNameOf, aliasNameProblem } from '../aliasName';
import { descriptionProblem } from '../keyDescription';
import { DEFAULT_PERIOD, MAX_PERIOD, MIN_PERIOD, periodProblem } from '../keyRotation';
import type { CreateKeyQuestions } from './createKey';
import { askPolicy } from './policyQuestion';

/** @param taken the aliases that are known by now */
export function createKeyQuestions(taken: () => readonly string[]): CreateKeyQuestions {
  return {
    async kind(region) {
      const usage = await askUsage();
      const spec = usage && (await askSpec(specsFor(usage, region)));
      return usage && spec && { usage, spec };
    },
    async multiRegion() {
      const picks = [
        { label: vscode.l10n.t('In this Region alone'), is: false },
        {
          label: vscode.l10n.t('Multi-Region'),
          description: vscode.l10n.t('can be replicated to other Regions'),
          detail: vscode.l10n.t('Its replicas have the same key material, and each a policy of its own.'),
          is: true,
        },
      ];
      const title = vscode.l10n.t('Create Key: where it is');
      return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.is;
    },
    async alias() {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Create Key: its alias'),
        prompt: vscode.l10n.t('Its name, without alias/ before it. May be empty.'),
        placeHolder: 'my-app/prod',
        ignoreFocusOut: true,
        validateInput: typed => newAliasProblem(typed, taken()),
      });
      return text?.trim() ? aliasNameOf(text) : text?.trim();
    },
    description: async () =>
      vscode.window.showInputBox({
        title: vscode.l10n.t('Create Key: its description'),
        prompt: vscode.l10n.t('What it is for; anybody who may describe keys can read it. May be empty.'),
        ignoreFocusOut: true,
        validateInput: descriptionProblem,
      }),
    async rotation() {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Create Key: its rotation'),
        prompt: vscode.l10n.t(
          'Days from one rotation to the next, {0} to {1}. Empty: it is not rotated.',
          MIN_PERIOD,
          MAX_PERIOD,
        ),
        value: String(DEFAULT_PERIOD),
        ignoreFocusOut: true,
        validateInput: newPeriodProblem,
      });
      return text === undefined ? undefined : { days: text.trim() === '' ? undefined : Number(text) };
    },
    policy: askPolicy,
  };
}

export function newAliasProblem(text: string, taken: readonly string[]): string | undefined {
  return text.trim() === '' ? undefined : aliasNameProblem(text, taken);
}

export function newPeriodProblem(text: string): string | undefined {
  return text.trim() === '' ? undefined : periodProblem(text);
}

async function askUsage(): Promise<KeyUsage | undefined> {
  const usages: readonly (vscode.QuickPickItem & { readonly usage: KeyUsage })[] = [
    {
      usage: 'ENCRYPT_DECRYPT',
      label: vscode.l10n.t('Encrypt and decrypt'),
      detail: vscode.l10n.t('For parameters and secrets, and whatever else AWS services keep.'),
    },
    { usage: 'SIGN_VERIFY', label: vscode.l10n.t('Sign and verify') },
    { usage: 'GENERATE_VERIFY_MAC', label: vscode.l10n.t('Generate and verify MACs') },
    { usage: 'KEY_AGREEMENT', label: vscode.l10n.t('Derive shared secrets') },
  ];
  const picks = usages.map(each => ({ ...each, description: each.usage }));
  const title = vscode.l10n.t('Create Key: what it is for');
  const options = { title, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.usage;
}

async function askSpec(specs: readonly KeySpec[]): Promise<KeySpec | undefined> {
  const picks = specs.map(spec => ({ label: spec, description: specText(spec), spec }));
  const title = vscode.l10n.t('Create Key: its spec');
  const options = { title, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.spec;
}

function specText(spec: KeySpec): string {
  if (spec === 'SYMMETRIC_DEFAULT') return vscode.l10n.t('the only one that AWS services encrypt with');
  if (spec.startsWith('ML_DSA')) return vscode.l10n.t('asymmetric, post-quantum');
  return spec.startsWith('HMAC') ? vscode.l10n.t('symmetric') : vscode.l10n.t('asymmetric');
}
