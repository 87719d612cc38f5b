import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../core/catalog/items';
import { MAX_VALUE_BYTES } from '../../../core/facts/parameterLimits';
import { type FailureError, failureError } from '../../../core/failure';

export interface TierChange {
  readonly tier: 'Advanced';
  /** What that means, for the question. */
  readonly note: string;
}

/**
 * A value that no standard parameter holds makes it an advanced one. Where another tier is set it decides.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
export function tierChange({ tier }: Pick<ParameterMetadata, 'tier'>, value: string): TierChange | undefined {
  const isLarge = Buffer.byteLength(value) > MAX_VALUE_BYTES.Standard;
  if (!isLarge || (tier !== undefined && tier !== 'Standard')) return undefined;
  const note = vscode.l10n.t(
    'It is larger than {0} bytes: it becomes an advanced parameter, which is charged for and cannot be made standard again.',
    MAX_VALUE_BYTES.Standard.toLocaleString(),
  );
  return { tier: 'Advanced', note };
}

/** What AWS would refuse; told before anything is sent. */
export function sizeFailure(name: string, value: string): FailureError | undefined {
  const bytes = Buffer.byteLength(value);
  if (bytes > 0 && bytes <= MAX_VALUE_BYTES.Advanced) return undefined;
  const message =
    bytes === 0
      ? vscode.l10n.t('Not sent: a parameter holds at least one character.')
      : vscode.l10n.t(
          'Not sent: a parameter holds at most {0} bytes, and this has {1}. A secret holds 65,536.',
          MAX_VALUE_BYTES.Advanced.toLocaleString(),
          bytes.toLocaleString(),
        );
  return failureError({ kind: 'failure', code: 'invalid', message, operation: 'change', resource: name });
}
