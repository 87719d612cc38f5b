import * as vscode from 'vscode';
import { failureOf } from '../../../core/failure';
import type { LastUse } from '../../../core/keys/lastUse';
import type { AwsConnection } from '../../../core/ports';
import type { Pages } from '../../../core/stores/call';
import { lastUseOr, useSentence } from './keyUse';
import { type KeyUses, usesText } from './keyUses';
import type { KeyMeant } from './ownKey';

/** What AWS and the views tell about who needs a key. Who else does is in CloudTrail alone. */
export interface KeyFindings {
  readonly uses: KeyUses;
  /** Undefined: could not be read, which `missing` explains. */
  readonly aliases: readonly string[] | undefined;
  readonly grants: number | undefined;
  /** Undefined where KMS did not tell. */
  readonly lastUse: LastUse | undefined;
  readonly missing: readonly string[];
}

/** Aliases and grants are read now; a permission that is missing keeps nobody from going on, but is told. */
export async function findingsOf(
  { keyId }: KeyMeant,
  { keys }: AwsConnection,
  uses: KeyUses,
): Promise<KeyFindings> {
  const missing: string[] = [];
  const [aliases, grants, lastUse] = await Promise.all([
    allOr(keys.aliasesOf(keyId), missing),
    allOr(keys.grants(keyId), missing),
    lastUseOr(keyId, keys, missing),
  ]);
  const names = aliases?.map(({ aliasName }) => aliasName);
  return { uses, aliases: names, grants: grants?.length, lastUse, missing };
}

/** A sentence each. */
export function findingsText({ uses, aliases, grants, lastUse, missing }: KeyFindings): readonly string[] {
  return [
    ...usesText(uses),
    ...(aliases === undefined || aliases.length === 0
      ? []
      : [vscode.l10n.t('Aliases that go with it: {0}.', aliases.join(', '))]),
    ...(grants === undefined || grants === 0
      ? []
      : [
          grants === 1
            ? vscode.l10n.t('One grant lets somebody use it, often an AWS service with data under it.')
            : vscode.l10n.t('{0} grants let others use it, often AWS services with data under it.', grants),
        ]),
    ...missing.map(what => vscode.l10n.t('Not known for want of a permission: {0}.', what)),
    useSentence(lastUse),
  ];
}

/** How many of each, in one line; `?` for what could not be read. */
export function findingsCount({ uses, aliases, grants }: KeyFindings): string {
  return vscode.l10n.t(
    'Known to need it: parameters {0}, secrets {1}, aliases {2}, grants {3}.',
    uses.parameters.length,
    uses.secrets.length,
    aliases?.length ?? '?',
    grants ?? '?',
  );
}

async function allOr<T>(pages: Pages<T>, missing: string[]): Promise<readonly T[] | undefined> {
  const all: T[] = [];
  try {
    for await (const page of pages) all.push(...page);
    return all;
  } catch (thrown) {
    const { code, missingAction } = failureOf(thrown, 'findings');
    if (code !== 'denied' || missingAction === undefined) throw thrown;
    missing.push(missingAction);
    return undefined;
  }
}
