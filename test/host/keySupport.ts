import assert from 'node:assert/strict';
import type { Change } from '../../src/client/gate/writeGate';
import type { KeyNode } from '../../src/client/tree/nodes';
import type { CancelDeps } from '../../src/client/write/keys/cancelKeyDeletion';
import type { KeyState } from '../../src/core/catalog/items';
import { given } from '../unit/sandbox/ask';
import { answering } from './answers';
import { item, keyhole, setFaults } from './support';

/** The key of the sample data that tests change, and put back. */
export const ALIAS = 'alias/my-app-dev';

export interface KeyTestDeps extends CancelDeps {
  readonly asked: readonly Change[];
  readonly offers: readonly string[];
  /** Takes the last offer. */
  take(): Promise<void>;
}

export async function keyDeps(whileAsked?: () => unknown, passes = true): Promise<KeyTestDeps> {
  const { session } = await keyhole();
  const { gate, asked } = answering({ passes, whileAsked });
  const offers: string[] = [];
  let last: (() => Promise<void>) | undefined;
  const offer = (message: string, next: () => Promise<void>) => {
    offers.push(message);
    last = next;
  };
  return {
    session,
    asked,
    offers,
    gate,
    offerUndo: offer,
    offerEnabling: offer,
    take: () => last?.() ?? Promise.reject(new Error('nothing is offered')),
  };
}

/** What somebody else does meanwhile, or another tool: past the extension. */
export async function kms(operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { session } = await keyhole();
  const { aws } = await session.connect();
  assert.ok(aws.endpoint);
  return given({ endpoint: aws.endpoint }, `kms:${operation}`, input, aws.region);
}

export async function devKey(): Promise<KeyNode> {
  const { views } = await keyhole();
  const node = await item(views.keys, ALIAS);
  assert.ok(node.kind === 'key');
  return node;
}

export async function stateOf({ arn }: Pick<KeyNode, 'arn'>): Promise<KeyState> {
  const { session } = await keyhole();
  return (await (await session.connect()).aws.keys.describe(arn)).state;
}

export async function restoreKey({ keyId: KeyId, arn }: KeyNode): Promise<void> {
  await setFaults({});
  if ((await stateOf({ arn })) === 'PendingDeletion') await kms('CancelKeyDeletion', { KeyId });
  await kms('EnableKey', { KeyId });
}
