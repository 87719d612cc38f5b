/**
 * Copies what was compared to the other side: values are read again, and what either side has changed since then is left
 * as it is. What is made gets type, description, pattern, tier, policies and tags along; what is there keeps its own.
 */
import * as vscode from 'vscode';
import { type CrossPlan, planAcross } from '../../../../core/catalog/comparePaths';
import type { Failure } from '../../../../core/failure';
import { isSamePlace } from '../../../gate/account';
import type { Change } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import { callsToReveal } from '../../../value/revealMany';
import { listOf } from '../../listOf';
import { meantTarget } from '../../meant';
import { type SendDeps, sendAll } from '../send/sendAll';
import type { Sent } from '../send/sending';
import { connectionOf } from './comparePaths';
import type { Across, CompareQuestions, Place } from './comparing';
import { readAcross } from './readAcross';

export interface AcrossDeps extends Omit<SendDeps, 'session'> {
  readonly questions: Pick<CompareQuestions, 'key' | 'goOn'>;
}

/** Undefined where somebody said no, or there is nothing to copy. */
export async function copyAcross(
  { pairs, direction }: Across,
  left: Place,
  right: Place,
  deps: AcrossDeps,
): Promise<Sent | undefined> {
  const [from, to] = direction === 'to-right' ? [left, right] : [right, left];
  const plan = planAcross(pairs, direction, to.path);
  if (plan.left.length > 0 && !(await deps.questions.goOn(plan))) return undefined;
  if (plan.steps.length === 0) return undefined;
  const source = await meantTarget(from.session, { generation: from.generation });
  const target = await meantTarget(to.session, { generation: to.generation });
  const isSame = from.session === to.session || isSamePlace(source.account, target.account);
  const needsKey = !isSame && plan.steps.some(step => !step.before && step.from.type === 'SecureString');
  const keyId = needsKey ? await deps.questions.key(to, target.aws) : undefined;
  if (needsKey && keyId === undefined) return undefined;
  if (!(await deps.gate.pass(changeFor(plan, from, to), target.account))) return undefined;
  const { steps, failures } = await readAcross(plan.steps, await connectionOf(from), isSame ? 'own' : keyId);
  const title = vscode.l10n.t('Copying to {0}', to.label);
  const sent = await sendAll(title, to.path, steps, target, { ...deps, session: to.session });
  tellUnread(failures);
  return { ...sent, failures: new Map([...failures, ...sent.failures]) };
}

function changeFor({ steps }: CrossPlan, from: Place, to: Place): Change {
  const made = steps.filter(({ before }) => before === undefined);
  const changed = steps.filter(({ before }) => before !== undefined);
  const lines = [
    ...made.map(step => vscode.l10n.t('new: {0} ({1})', step.to, step.from.type)),
    ...changed.map(step => vscode.l10n.t('changes: {0} (version {1})', step.to, step.before?.version ?? 0)),
  ];
  const advanced = steps.filter(
    ({ from: { tier }, before }) => tier === 'Advanced' && before?.tier !== 'Advanced',
  ).length;
  return {
    kind: changed.length > 0 ? 'overwrite' : 'create',
    question: vscode.l10n.t(
      'Copy from {0} to {1}: create {2}, change {3}?',
      from.label,
      to.label,
      made.length,
      changed.length,
    ),
    details: [
      listOf(lines),
      vscode.l10n.t(
        'About {0} calls.',
        callsToReveal(steps.length) + 2 * steps.length + Math.ceil(steps.length / 50),
      ),
      ...(changed.length > 0 ? [vscode.l10n.t('Of those that are there the value alone changes.')] : []),
      ...(advanced > 0
        ? [
            vscode.l10n.t(
              'Up to {0} become advanced parameters, which are charged for and cannot be made standard again.',
              advanced,
            ),
          ]
        : []),
    ],
    action: vscode.l10n.t('Copy'),
    target: to.path,
    names: steps.map(step => step.to),
  };
}

function tellUnread(failures: ReadonlyMap<string, Failure>): void {
  const [failure] = failures.values();
  if (failure === undefined) return;
  const message = vscode.l10n.t('{0} parameters are not copied.', failures.size);
  void vscode.window.showWarningMessage(hideAccounts(`${message} ${failure.message}`));
}
