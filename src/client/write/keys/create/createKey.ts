/**
 * Makes a key: what it is for, its name, what it says of itself, its rotation and its policy, the gate, CreateKey; then the
 * alias and the rotation, which AWS takes afterwards alone. Where one of them fails the key stays, and what is missing is said.
 */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../../core/catalog/items';
import { type Failure, failureOf } from '../../../../core/failure';
import { isSymmetric, type KeyKind } from '../../../../core/keys/keyKinds';
import { type KeyPlace, type NewKeyPolicy, newKeyPolicyText } from '../../../../core/keys/newKeyPolicy';
import type { AwsConnection } from '../../../../core/ports';
import { connectedTarget } from '../../../gate/account';
import type { WriteGate } from '../../../gate/writeGate';
import type { Session } from '../../../session/session';
import type { Period } from '../keyRotation';
import { sentOnce } from '../sentOnce';
import { changeFor, type KeyWanted } from './createKeyChange';

export interface CreateKeyDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: CreateKeyQuestions;
  /** Between two tries; for tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** What a person is asked, in this order; undefined: they went away. */
export interface CreateKeyQuestions {
  kind(region: string): Promise<KeyKind | undefined>;
  multiRegion(kind: KeyKind): Promise<boolean | undefined>;
  /** With `alias/` before it; empty: none. */
  alias(): Promise<string | undefined>;
  /** Empty: none. */
  description(): Promise<string | undefined>;
  /** Of symmetric keys alone: no other rotates. */
  rotation(): Promise<{ readonly days: Period } | undefined>;
  /** `account` is undefined where AWS does not tell it: then KMS's default is all there is. */
  policy(place: Partial<KeyPlace>, kind: KeyKind, aws: AwsConnection): Promise<NewKeyPolicy | undefined>;
}

export interface CreatedKey {
  readonly key: KeyMetadata;
  /** How it is called from now on. */
  readonly label: string;
  /** What was asked for and is not done, a sentence each. */
  readonly missing: readonly string[];
}

/** Undefined where somebody said no. */
export async function createKey(deps: CreateKeyDeps): Promise<CreatedKey | undefined> {
  const { session, gate, questions } = deps;
  const { account, aws } = await connectedTarget(session);
  const place = { region: aws.region, ...(account.account !== undefined && { account: account.account }) };
  const wanted = await ask(questions, place, aws);
  if (wanted === undefined || !(await gate.pass(changeFor(wanted), account))) return undefined;
  const key = await makeKey(wanted, place, aws);
  const missing = await completeKey(key, wanted, aws, deps.wait ?? pause);
  const named = wanted.alias !== '' && missing.every(({ step }) => step !== 'alias');
  return { key, label: named ? wanted.alias : key.keyId, missing: missing.map(({ text }) => text) };
}

async function ask(
  questions: CreateKeyQuestions,
  place: Partial<KeyPlace> & Pick<KeyPlace, 'region'>,
  aws: AwsConnection,
): Promise<KeyWanted | undefined> {
  const kind = await questions.kind(place.region);
  const multiRegion = kind && (await questions.multiRegion(kind));
  if (kind === undefined || multiRegion === undefined) return undefined;
  const alias = await questions.alias();
  if (alias === undefined) return undefined;
  const description = await questions.description();
  if (description === undefined) return undefined;
  const rotation = isSymmetric(kind) ? await questions.rotation() : { days: undefined };
  if (rotation === undefined) return undefined;
  const policy = await questions.policy(place, kind, aws);
  return policy && { kind, multiRegion, alias, description, days: rotation.days, policy };
}

function makeKey(
  { kind, multiRegion, description, policy }: KeyWanted,
  { region, account }: Partial<KeyPlace> & Pick<KeyPlace, 'region'>,
  { keys }: AwsConnection,
): Promise<KeyMetadata> {
  const text = account === undefined ? undefined : newKeyPolicyText(policy, { region, account }, kind);
  const key = {
    ...kind,
    multiRegion,
    ...(description !== '' && { description }),
    ...(text !== undefined && { policy: text }),
  };
  return sentOnce(
    () => keys.create(key),
    vscode.l10n.t('Whether AWS made the key is not known: refresh the Keys view before you try again.'),
  );
}

interface Missing {
  readonly step: 'alias' | 'rotation';
  readonly text: string;
}

/** One that fails keeps the other from nothing. */
async function completeKey(
  { keyId }: KeyMetadata,
  { alias, days }: KeyWanted,
  { keys }: AwsConnection,
  wait: (milliseconds: number) => Promise<void>,
): Promise<readonly Missing[]> {
  const missing: Missing[] = [];
  const attempt = async (work: () => Promise<void>, told: (failure: Failure) => Missing) => {
    try {
      await onceThere(work, wait);
    } catch (thrown) {
      missing.push(told(failureOf(thrown)));
    }
  };
  if (alias !== '')
    await attempt(
      () => keys.createAlias(alias, keyId),
      ({ message }) => ({ step: 'alias', text: vscode.l10n.t('It has no alias {0}: {1}', alias, message) }),
    );
  if (days !== undefined)
    await attempt(
      () => keys.enableRotation(keyId, days),
      ({ message }) => ({ step: 'rotation', text: vscode.l10n.t('It is not rotated: {0}', message) }),
    );
  return missing;
}

/**
 * A new key may not be there yet for the call that comes next:
 * https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html
 */
async function onceThere(
  work: () => Promise<void>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<void> {
  for (const again of PAUSES) {
    try {
      return await work();
    } catch (thrown) {
      if (failureOf(thrown).code !== 'not-found') throw thrown;
      await wait(again);
    }
  }
  return work();
}

const PAUSES = [500, 2_000] as const;

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
