import type * as vscode from 'vscode';
import { createNameFilter } from '../../core/catalog/filter';
import type { ParameterMetadata, SecretMetadata } from '../../core/catalog/items';
import { type FailureCode, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { Inventory } from '../inventory/inventory';
import type { Session } from '../session/session';
import { createKeyModel, type KeyModel, type KeyPageEntry } from './keyModel';
import type { ItemNode, KeyNode, ViewName } from './nodes';
import { createPathModel } from './pathModel';
import type { ViewShells } from './shells';
import { keyTooltip, parameterTooltip, secretTooltip } from './tooltips';
import { createView, type ListingOptions, type View, type ViewOptions } from './view';

export type Views = Readonly<Record<ViewName, View>>;

/** States are read for this many keys per listing; the rest tell theirs when pointed at. */
const MAX_DESCRIBED = 500;

export function createViews(
  session: Session,
  log: vscode.LogOutputChannel,
  inventory: () => Inventory,
  shells: ViewShells,
): Views {
  const shared = { session, log, inventory, matcher: createNameFilter, tooltip: tooltipOf };
  const keys = createKeyModel();
  return {
    parameters: createView<ParameterMetadata>({
      ...shared,
      name: 'parameters',
      shell: shells.parameters,
      model: createPathModel<ParameterMetadata>((metadata, label) => ({
        kind: 'parameter',
        label,
        metadata,
      })),
      read: (aws, options) => aws.parameters.describe({}, options),
      find: (aws, text, signal) => aws.parameters.describe({ nameContains: text }, { signal }),
    }),
    secrets: createView<SecretMetadata>({
      ...shared,
      name: 'secrets',
      shell: shells.secrets,
      model: createPathModel<SecretMetadata>((metadata, label) => ({ kind: 'secret', label, metadata })),
      read: (aws, options) => aws.secrets.list({}, options),
    }),
    keys: createView<KeyPageEntry>({
      ...shared,
      name: 'keys',
      shell: shells.keys,
      model: keys,
      read: (aws, options) => readKeys(aws, keys, options, log),
    }),
  };
}

/** Why lists could not be read. */
export function failuresOf(views: Views): readonly FailureCode[] {
  return Object.values(views).flatMap(({ listing: { status } }) =>
    status.kind === 'failed' ? [status.failure.code] : [],
  );
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

const tooltipOf: ViewOptions<never>['tooltip'] = async (node: ItemNode, aws, signal) => {
  if (node.kind === 'parameter') return parameterTooltip(node.metadata);
  if (node.kind === 'secret') return secretTooltip(node.metadata);
  return keyTooltipOf(node, aws, signal);
};

async function keyTooltipOf(
  node: KeyNode,
  { keys }: AwsConnection,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  const metadata = node.metadata ?? (await keys.describe(node.keyId, { signal }));
  // Rotation is an extra and needs a permission of its own.
  const rotation = await keys.rotation(node.keyId, { signal }).catch(() => undefined);
  return keyTooltip(node, metadata, rotation);
}
