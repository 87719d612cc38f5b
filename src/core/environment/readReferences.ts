/** Values behind references: ten parameters, or twenty secrets, a call. */
import { batchesOf } from '../batches';
import { type Failure, failureOf } from '../failure';
import type { CallOptions } from '../stores/call';
import type { ParameterStore } from '../stores/parameterStore';
import type { RevealedSecret, SecretStore } from '../stores/secretStore';
import type { Sensitive } from '../value/sensitive';
import {
  answerKey,
  isCurrent,
  isParameter,
  isPinned,
  type ParameterPart,
  type ReferencePart,
  type SecretPart,
  selectorOf,
} from './valueParts';

export interface ValueReader {
  readonly parameters: Pick<ParameterStore, 'revealNames'>;
  readonly secrets: Pick<SecretStore, 'reveal' | 'revealAll'>;
}

export type Answer = { readonly value: Sensitive<string> } | { readonly failure: Failure };
/** By `answerKey`. */
export type Answers = ReadonlyMap<string, Answer>;

/** Never rejects: each has an answer, which may be why it could not be read. Each is read once, however often it is named. */
export async function readReferences(
  references: readonly ReferencePart[],
  reader: ValueReader,
  options: CallOptions,
): Promise<Answers> {
  const parts = [...new Map(references.map(part => [answerKey(part), part])).values()];
  const answers = await Promise.all([
    ...parameterBatches(parts.filter(isParameter)).map(batch => readParameters(batch, reader, options)),
    ...batchesOf(parts.filter(isCurrent), SECRETS_A_CALL).map(batch => readCurrent(batch, reader, options)),
    ...parts.filter(isPinned).map(part => readSecret(part, reader, options)),
  ]);
  return new Map(answers.flatMap(each => [...each]));
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const PARAMETERS_A_CALL = 10;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
const SECRETS_A_CALL = 20;

/** Two versions of one parameter are not asked for in one call: the answer tells them apart by a field of its own only. */
function parameterBatches(parts: readonly ParameterPart[]): readonly (readonly ParameterPart[])[] {
  const rounds: ParameterPart[][] = [];
  const versions = new Map<string, number>();
  for (const part of parts) {
    const before = versions.get(part.name) ?? 0;
    versions.set(part.name, before + 1);
    const round = rounds[before];
    if (round) round.push(part);
    else rounds.push([part]);
  }
  return rounds.flatMap(round => batchesOf(round, PARAMETERS_A_CALL));
}

async function readParameters(
  batch: readonly ParameterPart[],
  reader: ValueReader,
  options: CallOptions,
): Promise<Answers> {
  try {
    const found = await reader.parameters.revealNames(batch.map(selectorOf), options);
    return new Map(
      batch.map(part => {
        const value = found.get(selectorOf(part))?.value;
        return [answerKey(part), value ? { value } : { failure: noSuchParameter(part) }];
      }),
    );
  } catch (thrown) {
    const failure = failureOf(thrown, 'ssm:GetParameters');
    if (batch.length === 1 || !isOfOne(failure)) return same(batch, failure);
    // AWS denies the whole call for one name; which one it is must be told.
    const each = await Promise.all(batch.map(part => readParameters([part], reader, options)));
    return new Map(each.flatMap(answers => [...answers]));
  }
}

async function readCurrent(
  batch: readonly SecretPart[],
  reader: ValueReader,
  options: CallOptions,
): Promise<Answers> {
  const alone = async (parts: readonly SecretPart[]) =>
    (await Promise.all(parts.map(part => readSecret(part, reader, options)))).flatMap(answers => [
      ...answers,
    ]);
  if (batch.length === 1) return new Map(await alone(batch));
  try {
    const found = await reader.secrets.revealAll(
      batch.map(({ id }) => id),
      options,
    );
    // What is not in the answer tells why when it is asked for alone.
    const missing = batch.filter(({ id }) => !found.has(id));
    const entries = batch.flatMap(part => {
      const secret = found.get(part.id);
      return secret ? [[answerKey(part), textOf(secret)] as const] : [];
    });
    return new Map([...entries, ...(await alone(missing))]);
  } catch (thrown) {
    const failure = failureOf(thrown, 'secretsmanager:BatchGetSecretValue');
    return isOfOne(failure) ? new Map(await alone(batch)) : same(batch, failure);
  }
}

async function readSecret(
  part: SecretPart,
  { secrets }: ValueReader,
  options: CallOptions,
): Promise<Answers> {
  const { id, versionStage, versionId } = part;
  const version = { ...(versionStage && { versionStage }), ...(versionId && { versionId }) };
  try {
    return new Map([[answerKey(part), textOf(await secrets.reveal(id, version, options))]]);
  } catch (thrown) {
    return same([part], failureOf(thrown, 'secretsmanager:GetSecretValue'));
  }
}

function textOf(secret: RevealedSecret): Answer {
  if (secret.form === 'string') return { value: secret.value };
  const message = `The secret ${secret.name} is binary, which no environment can hold.`;
  return {
    failure: { kind: 'failure', code: 'invalid', message, operation: 'secretsmanager:GetSecretValue' },
  };
}

function noSuchParameter(part: ParameterPart): Failure {
  const message = `There is no such parameter${part.version ? ', or no such version of it' : ''}: ${selectorOf(part)}`;
  return { kind: 'failure', code: 'not-found', message, operation: 'ssm:GetParameters', resource: part.name };
}

/** Whether it may be about one of several. */
function isOfOne({ code }: Failure): boolean {
  return code === 'denied' || code === 'not-found' || code === 'key-unusable' || code === 'invalid';
}

function same(batch: readonly ReferencePart[], failure: Failure): Answers {
  return new Map(batch.map(part => [answerKey(part), { failure }]));
}
