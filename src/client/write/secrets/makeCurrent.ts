/** Makes another version of a secret the current one: its stage moves, and no value is read. */
import * as vscode from 'vscode';
import type { DescribedSecret } from '../../../core/catalog/items';
import { type FailureCode, failureError, failureOf } from '../../../core/failure';
import { CURRENT, PREVIOUS, versionWithStage } from '../../../core/secrets/versionStages';
import type { Change } from '../../gate/writeGate';
import { type Meant, meantTarget } from '../meant';
import type { SecretDeps } from './secretDeps';

export interface Promotion {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  /** The version that was current as the person saw it; absent where none was. */
  readonly seen?: string;
  readonly meant: Meant;
}

/** Whether it is the current one now. */
export async function makeCurrent(promotion: Promotion, deps: SecretDeps): Promise<boolean> {
  const { name, arn, versionId } = promotion;
  const { account, aws } = await meantTarget(deps.session, promotion.meant);
  const before = await aws.secrets.describe(arn);
  const from = versionWithStage(before, CURRENT);
  if (from === versionId)
    throw notDone('conflict', vscode.l10n.t('Version {0} of {1} is current already.', versionId, name));
  if (!(await deps.gate.pass(changeOf(promotion, before), account))) return false;
  try {
    await aws.secrets.moveStage(arn, CURRENT, { to: versionId, ...(from !== undefined && { from }) });
  } catch (thrown) {
    // AWS moves the stage from the version it was seen on or not at all, and does not say that this is why.
    if (failureOf(thrown).code !== 'invalid') throw thrown;
    const now = versionWithStage(await aws.secrets.describe(arn), CURRENT);
    throw now === from ? thrown : notDone('conflict', vscode.l10n.t('Not changed. {0}', movedTo(now)));
  }
  const told = vscode.l10n.t('Version {0} of {1} is current now.', versionId, name);
  if (from === undefined) {
    vscode.window.setStatusBarMessage(told.replaceAll('$(', '$ ('), 4_000);
    return true;
  }
  deps.offerUndo(told, async () => {
    await makeCurrent({ name, arn, versionId: from, seen: versionId, meant: { account } }, deps);
  });
  return true;
}

function changeOf({ name, versionId, seen }: Promotion, before: DescribedSecret): Change {
  const current = versionWithStage(before, CURRENT);
  const previous = versionWithStage(before, PREVIOUS);
  const details = [
    ...(current === seen ? [] : [movedTo(current)]),
    vscode.l10n.t('Whoever reads the secret gets the value of this version from now on.'),
  ];
  if (current !== undefined)
    details.push(vscode.l10n.t('Version {0}, which is current now, becomes {1}.', current, PREVIOUS));
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html: without a label it is deprecated.
  if (current !== undefined && previous !== undefined && previous !== versionId)
    details.push(
      isLastStage(before, previous)
        ? vscode.l10n.t('Version {0} loses {1}, its last stage: AWS may delete it.', previous, PREVIOUS)
        : vscode.l10n.t('Version {0} loses {1}.', previous, PREVIOUS),
    );
  return {
    kind: 'overwrite',
    question: vscode.l10n.t('Make version {0} of {1} current?', versionId, name),
    details,
    action: vscode.l10n.t('Make Current'),
    target: name,
  };
}

function isLastStage({ versions = [] }: DescribedSecret, versionId: string): boolean {
  return versions.find(version => version.versionId === versionId)?.stages.length === 1;
}

function movedTo(current: string | undefined): string {
  return current === undefined
    ? vscode.l10n.t('It was changed since you looked: no version is current.')
    : vscode.l10n.t('It was changed since you looked: version {0} is current.', current);
}

function notDone(code: FailureCode, message: string) {
  return failureError({
    kind: 'failure',
    code,
    message,
    operation: 'secretsmanager:UpdateSecretVersionStage',
  });
}
