/** Reads what is copied to the other side, as it was compared: what has changed since then is no step. */
import * as vscode from 'vscode';
import type { CrossStep } from '../../../../core/catalog/comparePaths';
import { type Failure, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { Tags } from '../../../../core/stores/tagStore';
import type { Sensitive } from '../../../../core/value/sensitive';
import { isRevealed, revealMany } from '../../../value/revealMany';
import type { SendStep } from '../send/sending';
import { tierChange } from '../tierChange';

export interface ReadAcross {
  readonly steps: readonly SendStep[];
  readonly failures: ReadonlyMap<string, Failure>;
}

/** @param keyId of what is made; `own`: the key it has */
export async function readAcross(
  steps: readonly CrossStep[],
  source: AwsConnection,
  keyId: 'own' | string | undefined,
): Promise<ReadAcross> {
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
