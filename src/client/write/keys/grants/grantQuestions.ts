/** What a person is asked for a grant, in this order; Escape at any of them makes none. */
import * as vscode from 'vscode';
import { operationsText } from '../../../../core/catalog/grantText';
import { type EncryptionContext, readContext } from '../../../../core/keys/encryptionContext';
import { type GrantOperation, grantOperationsFor, takesContext } from '../../../../core/keys/grantOperations';
import { constraintProblem, type GrantConstraint, grantNameProblem } from '../../../../core/keys/newGrant';
import { contextProblemText } from '../../../tryKey/contextQuestion';
import { notDone } from '../ownKey';
import type { AskGrant } from './createGrant';
import { askPrincipal } from './principalQuestion';

/** `undefined` within: there is none. */
type Answer<T> = { readonly value: T | undefined } | undefined;

export const askGrant: AskGrant = async (key, now, aws) => {
  const title = vscode.l10n.t('A grant of the key {0}', key.label);
  const offered = grantOperationsFor(now);
  if (offered.length === 0)
    throw notDone(key, 'invalid', vscode.l10n.t('Keyhole does not know keys like {0}.', key.label));
  const grantee = await askPrincipal(vscode.l10n.t('{0}: who it is for', title), aws);
  if (grantee === undefined) return undefined;
  const operations = await askOperations(title, offered);
  if (operations === undefined) return undefined;
  const constraint: Answer<GrantConstraint> = takesContext(now)
    ? await askConstraint(title)
    : { value: undefined };
  if (constraint === undefined) return undefined;
  const retiring = await askRetiring(title, aws);
  if (retiring === undefined) return undefined;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: its name', title),
    prompt: vscode.l10n.t('Tells it from others; anybody who may list grants can read it. May be empty.'),
    placeHolder: 'billing-nightly',
    ignoreFocusOut: true,
    validateInput: nameProblem,
  });
  if (name === undefined) return undefined;
  return {
    grantee,
    operations,
    ...(constraint.value && { constraint: constraint.value }),
    ...(retiring.value !== undefined && { retiring: retiring.value }),
    ...(name !== '' && { name }),
  };
};

async function askOperations(
  title: string,
  offered: readonly GrantOperation[],
): Promise<readonly GrantOperation[] | undefined> {
  const picks = offered.map(operation => ({
    label: operation,
    description: operationsText({ operations: [operation] }),
    operation,
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('{0}: what it lets them do', title),
    placeHolder: vscode.l10n.t('Tick one or more; the key can do no others'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  // None ticked is none granted.
  return picked && picked.length > 0 ? picked.map(({ operation }) => operation) : undefined;
}

async function askConstraint(title: string): Promise<Answer<GrantConstraint>> {
  const picks = [
    { label: vscode.l10n.t('Without bounds'), bound: undefined },
    {
      label: vscode.l10n.t('Only with an encryption context that has…'),
      detail: vscode.l10n.t('These pairs, and maybe more. AWS calls it EncryptionContextSubset.'),
      bound: 'subset' as const,
    },
    {
      label: vscode.l10n.t('Only with exactly the encryption context…'),
      detail: vscode.l10n.t('These pairs and no others. AWS calls it EncryptionContextEquals.'),
      bound: 'equals' as const,
    },
  ];
  const options = {
    title: vscode.l10n.t('{0}: its bounds', title),
    matchOnDetail: true,
    ignoreFocusOut: true,
  };
  const picked = await vscode.window.showQuickPick(picks, options);
  if (picked === undefined) return undefined;
  const { bound: kind } = picked;
  if (kind === undefined) return { value: undefined };
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: its bounds', title),
    prompt: vscode.l10n.t('stage=prod,app=billing, or as JSON. No secret: CloudTrail logs it.'),
    placeHolder: 'stage=prod',
    ignoreFocusOut: true,
    validateInput: boundsProblem,
  });
  const read = text === undefined ? undefined : readContext(text);
  return read?.kind === 'context' ? { value: { kind, context: read.context } } : undefined;
}

async function askRetiring(title: string, aws: Parameters<typeof askPrincipal>[1]): Promise<Answer<string>> {
  const asked = vscode.l10n.t('{0}: who may end it', title);
  const picks = [
    {
      label: vscode.l10n.t('Nobody but who may revoke grants'),
      detail: vscode.l10n.t('By the policy of the key, and IAM.'),
      named: false,
    },
    {
      label: vscode.l10n.t('A principal of its own…'),
      detail: vscode.l10n.t('It may retire this grant, when it is needed no longer.'),
      named: true,
    },
  ];
  const picked = await vscode.window.showQuickPick(picks, { title: asked, ignoreFocusOut: true });
  if (picked === undefined || !picked.named) return picked && { value: undefined };
  const value = await askPrincipal(asked, aws);
  return value === undefined ? undefined : { value };
}

export function boundsProblem(text: string): string | undefined {
  const read = readContext(text);
  if (read.kind === 'problem') return contextProblemText(read);
  return emptyProblem(read.context) ?? limitProblem(read.context);
}

function emptyProblem(context: EncryptionContext): string | undefined {
  return Object.keys(context).length === 0 ? vscode.l10n.t('A bound has a pair at least.') : undefined;
}

function limitProblem(context: EncryptionContext): string | undefined {
  switch (constraintProblem(context)) {
    case undefined:
      return undefined;
    case 'pairs':
      return vscode.l10n.t('AWS takes eight pairs at most.');
    case 'value':
      return vscode.l10n.t('AWS takes values of 384 characters at most.');
  }
}

export function nameProblem(text: string): string | undefined {
  switch (grantNameProblem(text)) {
    case undefined:
      return undefined;
    case 'characters':
      return vscode.l10n.t('A name has letters, digits, : / _ and -.');
    case 'long':
      return vscode.l10n.t('A name has 256 characters at most.');
  }
}
