/** Turns rotation of a secret on, changes it, and turns it off. */
import * as vscode from 'vscode';
import type { DescribedSecret } from '../../../../core/catalog/items';
import type { AwsConnection } from '../../../../core/ports';
import { pendingOf } from '../../../../core/secrets/versionStages';
import type { Rotation } from '../../../../core/stores/secretChanges';
import type { Account, Change } from '../../../gate/writeGate';
import { meantTarget } from '../../meant';
import type { ChosenSecret, SecretDeps } from '../secretDeps';
import { isSameRotation, refuseManaged, rotationFailure, rulesOf, rulesText } from './rotationState';

export type WholeRotation = Required<Rotation>;

/** What a person is asked; undefined: they went away. */
export type RotationQuestion = (secret: DescribedSecret) => Promise<WholeRotation | undefined>;

/** Whether it is set. */
export async function setRotation(
  { secret, meant }: ChosenSecret,
  ask: RotationQuestion,
  deps: SecretDeps,
): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await aws.secrets.describe(secret.arn);
  refuseManaged(before, aws.region);
  const rotation = await ask(before);
  if (rotation === undefined) return false;
  if (!(await deps.gate.pass(settingOf(before, rotation), account))) return false;
  await refuseFaster(before, aws);
  await aws.secrets.rotate(secret.arn, rotation);
  const told = vscode.l10n.t('{0} rotates: {1}.', before.name, rulesText(rotation.rules));
  deps.offerUndo(told, () => takeBack(before, account, deps));
  return true;
}

/** Whether it does not rotate any longer. */
export async function stopRotation({ secret, meant }: ChosenSecret, deps: SecretDeps): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await aws.secrets.describe(secret.arn);
  const { name } = before;
  refuseManaged(before, aws.region);
  if (!before.rotationEnabled) throw rotationFailure('invalid', vscode.l10n.t('{0} does not rotate.', name));
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Stop the rotation of {0}?', name),
    details: [
      vscode.l10n.t('Its value stays as it is from now on. It was: {0}.', rulesText(rulesOf(before))),
      ...(pendingOf(before) === undefined
        ? []
        : [vscode.l10n.t('A rotation that is under way is broken off, and may leave AWSPENDING behind.')]),
    ],
    action: vscode.l10n.t('Stop'),
    target: name,
  };
  if (!(await deps.gate.pass(change, account))) return false;
  await refuseFaster(before, aws);
  await aws.secrets.stopRotation(secret.arn);
  deps.offerUndo(vscode.l10n.t('{0} does not rotate any longer.', name), () =>
    takeBack(before, account, deps),
  );
  return true;
}

/** To the rotation there was, or to none. In the next window, not at once: the value is as it was. */
async function takeBack(before: DescribedSecret, account: Account, deps: SecretDeps): Promise<void> {
  const chosen: ChosenSecret = { secret: before, meant: { account } };
  const { rotationEnabled, rotationLambda } = before;
  if (!rotationEnabled || rotationLambda === undefined) await stopRotation(chosen, deps);
  else
    await setRotation(
      chosen,
      async () => ({ immediately: false, lambdaArn: rotationLambda, rules: rulesOf(before) }),
      deps,
    );
}

/** Rotation has no conditional write: as late as can be. */
async function refuseFaster(before: DescribedSecret, { secrets }: AwsConnection): Promise<void> {
  const now = await secrets.describe(before.arn);
  if (isSameRotation(before, now)) return;
  const told = now.rotationEnabled ? rulesText(rulesOf(now)) : vscode.l10n.t('off');
  throw rotationFailure(
    'conflict',
    vscode.l10n.t('Not changed: somebody has set the rotation of {0} meanwhile: {1}.', before.name, told),
  );
}

function settingOf(before: DescribedSecret, { immediately, lambdaArn, rules }: WholeRotation): Change {
  const was = before.rotationEnabled
    ? vscode.l10n.t('It was: {0}, function {1}.', rulesText(rulesOf(before)), before.rotationLambda ?? '')
    : vscode.l10n.t('It does not rotate now.');
  return {
    kind: 'overwrite',
    question: vscode.l10n.t('Rotate {0}: {1}?', before.name, rulesText(rules)),
    details: [
      was,
      vscode.l10n.t('The function {0} changes its value, and where the value is used.', lambdaArn),
      immediately
        ? vscode.l10n.t('It rotates at once, which cannot be undone.')
        : vscode.l10n.t('AWS tests the function now; the first rotation is in the next window.'),
    ],
    action: vscode.l10n.t('Set Rotation'),
    target: before.name,
  };
}
