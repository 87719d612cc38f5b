/**
 * Copies what was compared to the other side: values are read again, and what either side has changed since then is left
 * as it is. What is made gets type, description, pattern, tier, policies and tags along; what is there keeps its own.
 */
import * as vscode from 'vscode';
import { type CrossPlan, type CrossStep, planAcross } from '../../../../core/catalog/comparePaths';
import { type Failure, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { Tags } from '../../../../core/stores/tagStore';
import type { Sensitive } from '../../../../core/value/sensitive';
import { isSamePlace } from '../../../gate/account';
import type { Change } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import { callsToReveal, isRevealed, revealMany } from '../../../value/revealMany';
import { listOf } from '../../listOf';
import { meantTarget } from '../../meant';
import { type SendDeps, sendAll } from '../send/sendAll';
import type { SendStep, Sent } from '../send/sending';
import { tierChange } from '../tierChange';
import { connectionOf } from './comparePaths';
import type { Across, CompareQuestions, Place } from './comparing';

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
  const { steps, failures } = await readSteps(plan.steps, await connectionOf(from), isSame ? 'own' : keyId);
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
  const advanced = made.filter(step => step.from.tier === 'Advanced').length;
  return {
    kind: changed.length > 0 ? 'overwrite' : 'create',
    question: vscode.l10n.t(
      'Copy from {0} to {1}: create {2} parameters, change {3}?',
      from.label,
      to.label,
      made.length,
      changed.length,
    ),
    details: [
      listOf(lines),
      vscode.l10n.t(
        'About {0} calls. Of those that are there the value alone changes.',
        callsToReveal(steps.length) + 2 * steps.length,
      ),
      ...(advanced > 0
        ? [vscode.l10n.t('Advanced parameters among them, which are charged for: {0}', advanced)]
        : []),
    ],
    action: vscode.l10n.t('Copy'),
    target: to.path,
    names: steps.map(step => step.to),
  };
}

interface ReadSteps {
  readonly steps: readonly SendStep[];
  readonly failures: ReadonlyMap<string, Failure>;
}

/** @param keyId of what is made; `own`: the key it has */
async function readSteps(
  steps: readonly CrossStep[],
  source: AwsConnection,
  keyId: 'own' | string | undefined,
): Promise<ReadSteps> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Reading what is copied');
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const { signal } = controller;
    const failures = new Map<string, Failure>();
    const tags = new Map<CrossStep, Tags>();
    for (const [at, step] of steps.entries()) {
      progress.report({ message: vscode.l10n.t('{0} of {1}', at + 1, steps.length) });
      if (step.before === undefined) await readTags(step, source, signal, tags, failures);
    }
    // Last, so that they are in memory no longer than it takes to send them.
    const names = steps.map(({ from }) => from.name);
    const values = await revealMany(names, source, { signal });
    const ready = steps.flatMap((step): readonly SendStep[] => {
      if (failures.has(step.to)) return [];
      const read = values.get(step.from.name) ?? changed(step);
      const isAsCompared =
        isRevealed(read) && read.version === step.from.version && read.type === step.from.type;
      if (isAsCompared) return [sendStepOf(step, read.value, keyId, tags.get(step))];
      failures.set(step.to, isRevealed(read) ? changed(step) : read);
      return [];
    });
    return { steps: ready, failures };
  });
}

async function readTags(
  step: CrossStep,
  source: AwsConnection,
  signal: AbortSignal,
  tags: Map<CrossStep, Tags>,
  failures: Map<string, Failure>,
): Promise<void> {
  const { from, to } = step;
  try {
    tags.set(step, await source.tags.read({ kind: 'parameter', id: from.name }, { signal }));
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    failures.set(to, failureOf(thrown, 'ssm:ListTagsForResource'));
  }
}

function sendStepOf(
  { from, to, before }: CrossStep,
  value: Sensitive<string>,
  keyId: 'own' | string | undefined,
  tags: Tags | undefined,
): SendStep {
  const grown = tierChange(before ?? from, value.reveal());
  if (before) return { kind: 'change', name: to, value, before, ...(grown && { tier: grown.tier }) };
  const { type, dataType, description, allowedPattern, policies } = from;
  const key = keyId === 'own' ? from.keyId : keyId;
  const tier = grown?.tier ?? from.tier;
  return {
    kind: 'create',
    name: to,
    type,
    value,
    ...(tier !== undefined && { tier }),
    ...(key !== undefined && type === 'SecureString' && { keyId: key }),
    ...(dataType !== undefined && { dataType }),
    ...(description !== undefined && { description }),
    ...(allowedPattern !== undefined && { allowedPattern }),
    ...(policies !== undefined && { policies }),
    // Those of AWS itself cannot be given.
    ...(tags && { tags: new Map([...tags].filter(([name]) => !/^aws:/i.test(name))) }),
  };
}

function changed({ from }: CrossStep): Failure {
  return {
    kind: 'failure',
    code: 'conflict',
    message: vscode.l10n.t('It was changed since it was compared, and is not copied: {0}', from.name),
    operation: 'copy',
    resource: from.name,
  };
}

function tellUnread(failures: ReadonlyMap<string, Failure>): void {
  const [failure] = failures.values();
  if (failure === undefined) return;
  const message = vscode.l10n.t('{0} parameters are not copied.', failures.size);
  void vscode.window.showWarningMessage(hideAccounts(`${message} ${failure.message}`));
}
