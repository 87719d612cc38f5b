import * as vscode from 'vscode';
import { keyCost } from '../../core/catalog/cost';
import { parameterFacets, secretFacets } from '../../core/catalog/facets';
import { createItemFilter } from '../../core/catalog/itemFilter';
import type { ParameterMetadata, SecretMetadata } from '../../core/catalog/items';
import { type FailureCode, failureOf } from '../../core/failure';
import { lastUseOf } from '../../core/keys/lastUse';
import type { AwsConnection } from '../../core/ports';
import type { Pages } from '../../core/stores/call';
import type { Inventory } from '../inventory/inventory';
import type { Explored } from '../session/explored';
import type { Session } from '../session/session';
import type { RevealedKeys } from '../value/revealedKeys';
import type { ListingOptions } from './branch';
import { createKeyModel, type KeyModel, type KeyPageEntry } from './keyModel';
import { pendingRotationOf } from './lastRotation';
import type { Marks } from './marks';
import type { ItemNode, KeyNode, ViewName } from './nodes';
import { createPathModel } from './pathModel';
import type { ViewShells } from './shells';
import { keyTooltip, parameterTooltip, secretTooltip } from './tooltips';
import { createView, type View, type ViewOptions } from './view';
import type { ViewModel } from './viewModel';

export type Views = Readonly<Record<ViewName, View>>;

/** States are read for this many keys per listing; the rest tell theirs when pointed at. */
const MAX_DESCRIBED = 500;

export function createViews(
  explored: Explored,
  log: vscode.LogOutputChannel,
  inventory: () => Inventory,
  shells: ViewShells,
  memento: vscode.Memento,
  marks: Marks,
  revealed: RevealedKeys,
): Views {
  const shared = {
    explored,
    log,
    inventory,
    memento,
    marks,
    revealed,
    matcher: (filter: string) => createItemFilter(filter, Date.now()),
    tooltip: tooltipOf,
  };
  return {
    parameters: createView<ParameterMetadata, ViewModel<ParameterMetadata>>({
      ...shared,
      name: 'parameters',
      shell: shells.parameters,
      createModel: () =>
        createPathModel((metadata, label) => ({ kind: 'parameter', label, metadata }), parameterFacets),
      read: (aws, options) => aws.parameters.describe({}, options),
      find: (aws, text, signal) => aws.parameters.describe({ nameContains: text }, { signal }),
    }),
    secrets: createView<SecretMetadata, ViewModel<SecretMetadata>>({
      ...shared,
      name: 'secrets',
      shell: shells.secrets,
      createModel: () =>
        createPathModel(
          (metadata, label) => ({ kind: 'secret', label, metadata }),
          secretFacets,
          'keyhole.secrets',
        ),
      read: (aws, options) => aws.secrets.list({}, options),
    }),
    keys: createView<KeyPageEntry, KeyModel>({
      ...shared,
      name: 'keys',
      shell: shells.keys,
      createModel: createKeyModel,
      read: (aws, options, model) => readKeys(aws, model, options, log),
    }),
  };
}

/** Why lists of a connection could not be read. */
export function failuresOf(views: Views, session: Session): readonly FailureCode[] {
  return Object.values(views)
    .flatMap(({ branches }) => branches.filter(branch => branch.session === session))
    .flatMap(({ listing: { status } }) => (status.kind === 'failed' ? [status.failure.code] : []));
}

/** Names first, for they are what people know; then ids; then the states of customer managed keys, one by one. */
async function* readKeys(
  { keys }: AwsConnection,
  model: KeyModel,
  options: ListingOptions,
  log: vscode.LogOutputChannel,
): AsyncIterable<readonly KeyPageEntry[]> {
  for await (const page of keys.listAliases(options)) yield page.map(alias => ({ kind: 'alias', alias }));
  for await (const page of keys.listKeys(options)) yield page.map(key => ({ kind: 'key', key }));
  const customers = model.undescribed().filter(({ manager }) => manager === 'CUSTOMER');
  for (const { keyId } of customers.slice(0, MAX_DESCRIBED)) {
    try {
      yield [{ kind: 'metadata', metadata: await keys.describe(keyId, options) }];
    } catch (thrown) {
      const { code, message } = failureOf(thrown, 'kms:DescribeKey');
      if (options.signal.aborted) return;
      // One key's policy may deny what the others allow; its line stays without a state.
      log.info(`kms:DescribeKey: ${code}: ${message}`);
      if (code !== 'denied' && code !== 'not-found') return;
    }
  }
}

const tooltipOf: ViewOptions<never, ViewModel<never>>['tooltip'] = async (node: ItemNode, aws, signal) => {
  if (node.kind === 'parameter') return parameterTooltip(node.metadata, aws.region);
  if (node.kind === 'secret') {
    // Where it is replicated to is an extra that lists do not tell, and needs a permission of its own.
    const described = await aws.secrets.describe(node.metadata.arn, { signal }).catch(() => node.metadata);
    const pending = await pendingRotationOf(described, aws, signal);
    return secretTooltip(described, aws.region, { pending, revealed: node.revealed });
  }
  return keyTooltipOf(node, aws, signal);
};

async function keyTooltipOf(
  node: KeyNode,
  { keys, region }: AwsConnection,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  const { manager } = node;
  const metadata = node.metadata ?? (await keys.describe(node.keyId, { signal }));
  const lastUsage = lastUseIn(keys, node.keyId, signal);
  // Other keys have no rotation: KMS answers that the operation is not supported.
  if (metadata.spec !== undefined && metadata.spec !== 'SYMMETRIC_DEFAULT') {
    const lastUse = await lastUsage;
    return keyTooltip(node, metadata, { lastUse, cost: keyCost({ manager, metadata }, region) });
  }
  // Extras, each of which needs a permission of its own.
  const [lastUse, rotation, rotations] = await Promise.all([
    lastUsage,
    keys.rotation(node.keyId, { signal }).catch(() => undefined),
    collected(keys.rotations(node.keyId, { signal })).catch(() => undefined),
  ]);
  const cost = keyCost({ manager, metadata, rotations: rotations?.length }, region);
  return keyTooltip(node, metadata, { rotation, rotations, lastUse, cost });
}

/** Why it is not known is said where it may not be read: no use is something else. */
async function lastUseIn(keys: AwsConnection['keys'], keyId: string, signal: AbortSignal) {
  try {
    return lastUseOf(await keys.lastUsage(keyId, { signal }));
  } catch (thrown) {
    const { code, missingAction } = failureOf(thrown, 'kms:GetKeyLastUsage');
    return code === 'denied' && missingAction !== undefined
      ? vscode.l10n.t('not known: {0} is not allowed', missingAction)
      : undefined;
  }
}

async function collected<T>(pages: Pages<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
