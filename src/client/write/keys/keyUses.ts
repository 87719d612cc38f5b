import * as vscode from 'vscode';
import { namesUnder } from '../../../core/catalog/keyUses';
import type { KeyNode } from '../../tree/nodes';
import type { Views } from '../../tree/views';

/** What the views list under a key. */
export interface KeyUses {
  readonly parameters: readonly string[];
  readonly secrets: readonly string[];
  /** Whether both lists were read to their end. */
  readonly isWhole: boolean;
}

/** Of more the first are named. */
const NAMED = 6;

/** Of the lists as they are: none is read for this. */
export function usesOf(key: KeyNode, views: Pick<Views, 'parameters' | 'secrets'>): KeyUses {
  const branches = [views.parameters, views.secrets].map(view =>
    view.branches.find(({ source }) => source === key.source),
  );
  const items = branches.flatMap(branch => branch?.items() ?? []);
  const under = (kind: 'parameter' | 'secret') =>
    namesUnder(
      key,
      items.flatMap(item => (item.kind === kind ? [item.metadata] : [])),
    );
  return {
    parameters: under('parameter'),
    secrets: under('secret'),
    isWhole: branches.every(branch => branch?.listing.status.kind === 'complete'),
  };
}

/** A sentence each. */
export function usesText({ parameters, secrets, isWhole }: KeyUses): readonly string[] {
  const names = [...parameters, ...secrets];
  const more = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ');
  const listed = more > 0 ? vscode.l10n.t('{0} and {1} more', shown, more) : shown;
  return [
    names.length === 0
      ? vscode.l10n.t('No parameter or secret in the views is encrypted with it.')
      : vscode.l10n.t(
          'Encrypted with it: {0} (parameters: {1}, secrets: {2}).',
          listed,
          parameters.length,
          secrets.length,
        ),
    ...(isWhole
      ? []
      : [vscode.l10n.t('The views have not read all parameters and secrets: there may be more.')]),
  ];
}
