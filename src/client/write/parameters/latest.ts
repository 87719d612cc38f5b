import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../core/catalog/items';
import { failureError } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';

/** A parameter as it is now: asked before the gate and again behind it. Rejects where it is gone. */
export async function latestOf(name: string, { parameters }: AwsConnection): Promise<ParameterMetadata> {
  const latest = (await parameters.describeNames([name])).get(name);
  if (latest !== undefined) return latest;
  throw failureError({
    kind: 'failure',
    code: 'not-found',
    message: vscode.l10n.t('Nothing is changed: the parameter is gone: {0}', name),
    operation: 'change',
    resource: name,
  });
}

export function changedSince({ version, lastModifiedUser }: ParameterMetadata): string {
  return lastModifiedUser
    ? vscode.l10n.t('It was changed since you looked: version {0} is by {1}.', version, lastModifiedUser)
    : vscode.l10n.t('It was changed since you looked: it is at version {0}.', version);
}
