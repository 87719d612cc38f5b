/** "Do these exist, and what are they?": what AWS says to several questions, put together into one answer for each id. */
import type {
  CatalogAnswer,
  CatalogId,
  Detail,
  KeyFact,
  LookupEvidence,
  ParameterFact,
  SecretFact,
} from '../ports';
import { createAccountQuestions, jsonKeysKey } from './accountQuestions';
import { createGuesser, type Guesses, type SimilarTo } from './guesses';
import type { DescribedSecret, JsonKeys, ParameterMetadata, SecretVersion } from './items';
import { type Asker, createAsker, type Outcome, type Questions } from './questions';
import { looksLikeArnEnd } from './referenceText';
import { type Generation, originOf } from './source';

/** What is read where no other version is asked for. */
function isCurrent({ versionId, versionStage = 'AWSCURRENT' }: SecretId): boolean {
  return versionId === undefined && versionStage === 'AWSCURRENT';
}

/** Up to this many new names somebody is waiting for the one under the cursor; more is a file being checked. */
const INTERACTIVE = 10;

export interface Lookups {
  /** Ends early when the signal does, and what nobody else waits for then is not asked. */
  lookup(
    ids: readonly CatalogId[],
    evidence: LookupEvidence,
    signal?: AbortSignal,
  ): Promise<readonly CatalogAnswer[]>;
}

type ParameterId = Extract<CatalogId, { kind: 'parameter' }>;
type SecretId = Extract<CatalogId, { kind: 'secret' }>;

/** The answer to a question, or what is remembered of it where nothing may be asked. */
type Read = <T>(questions: Questions<T>, key: string) => Promise<Outcome<T>>;

export function createLookups(generation: Generation, similarTo: SimilarTo): Lookups {
  const { source } = generation;
  const questions = createAccountQuestions(source, generation);
  const guessesFor = createGuesser(generation.clock, similarTo);

  const isNew = (id: CatalogId): boolean => {
    const [kind, key] =
      id.kind === 'parameter' ? [questions.parameters, id.name] : [questions.secrets, id.id];
    return canBeAsked(id) && kind.remembered(key) === undefined && !kind.isAsked(key);
  };

  const answerTo = (id: CatalogId, read: Read, guesses: Guesses): Promise<CatalogAnswer> | CatalogAnswer => {
    if (!canBeAsked(id)) return { status: 'unavailable' };
    return id.kind === 'parameter' ? parameterAnswer(id, read, guesses) : secretAnswer(id, read, guesses);
  };

  const parameterAnswer = async (id: ParameterId, read: Read, guesses: Guesses): Promise<CatalogAnswer> => {
    const listed = await read(questions.parameters, id.name);
    const outcome = listed.status === 'denied' ? await readDenied(id.name, listed, read) : listed;
    if (outcome.status === 'absent') {
      // Who may not list has nothing to guess from.
      return absent(id, outcome.readAt, listed.status === 'absent' ? guesses : undefined);
    }
    if (outcome.status !== 'known') return failed(outcome);
    const metadata = outcome.value;
    const [pinned, key] = await Promise.all([
      id.version === undefined ? undefined : pinnedOf(metadata, id.version, read),
      metadata.type === 'SecureString' ? keyOf(metadata.keyId, 'alias/aws/ssm', read) : undefined,
    ]);
    const fact: ParameterFact = {
      kind: 'parameter',
      metadata,
      ...(pinned && { pinned }),
      ...(key && { key }),
    };
    return { status: 'known', fact, origin: originOf(generation, outcome.readAt) };
  };

  /** CloudFormation itself reads with GetParameters, so it may be allowed where listing is not. */
  const readDenied = async (
    name: string,
    listed: Outcome<ParameterMetadata>,
    read: Read,
  ): Promise<Outcome<ParameterMetadata>> => {
    const together = await read(questions.parametersByGet, name);
    const outcome = together.status === 'denied' ? await read(questions.parametersOneByOne, name) : together;
    return outcome.status === 'denied' ? listed : outcome;
  };

  const secretAnswer = async (id: SecretId, read: Read, guesses: Guesses): Promise<CatalogAnswer> => {
    const picksKey = source.readsJsonKeys === true && id.jsonKey !== undefined;
    // At once: descriptions come one by one, and who waited for them would read the secrets one by one as well.
    const together = picksKey && isCurrent(id) ? read(questions.jsonKeysTogether, id.id) : undefined;
    const outcome = await read(questions.secrets, id.id);
    if (outcome.status === 'absent')
      return isWithin(id.id, generation) ? absent(id, outcome.readAt, guesses) : { status: 'unavailable' };
    if (outcome.status !== 'known') return failed(outcome);
    const { versions: staged, ...metadata } = outcome.value;
    const [versions, key] = await Promise.all([
      versionsOf(id, staged, read),
      keyOf(metadata.keyId, 'alias/aws/secretsmanager', read),
    ]);
    const readsKeys =
      picksKey &&
      metadata.deletedDate === undefined &&
      (versions.status !== 'known' || versions.value.some(version => isMeant(version, id)));
    const jsonKeys = readsKeys ? await jsonKeysOf(id, await together, read) : undefined;
    const fact: SecretFact = {
      kind: 'secret',
      metadata,
      versions,
      ...(key && { key }),
      ...(jsonKeys && { jsonKeys }),
    };
    return { status: 'known', fact, origin: originOf(generation, outcome.readAt) };
  };

  const jsonKeysOf = async (
    id: SecretId,
    together: Outcome<JsonKeys> | undefined,
    read: Read,
  ): Promise<Detail<JsonKeys>> => {
    if (together?.status === 'known') return detailOf(together);
    return detailOf(await read(questions.jsonKeys, jsonKeysKey(id.id, id)));
  };

  const pinnedOf = async (
    metadata: ParameterMetadata,
    version: number,
    read: Read,
  ): Promise<Detail<boolean>> => {
    if (version >= metadata.version || version < 1)
      return { status: 'known', value: version === metadata.version };
    // Parameter Store keeps the last hundred versions and lets none below them be told apart from those that never were.
    const history = await read(questions.histories, metadata.name);
    if (history.status !== 'known') return detailOf(history);
    return { status: 'known', value: history.value.some(each => each.version === version) };
  };

  const versionsOf = async (
    id: SecretId,
    staged: DescribedSecret['versions'],
    read: Read,
  ): Promise<Detail<readonly SecretVersion[]>> => {
    const isTold = id.versionId === undefined || staged?.some(({ versionId }) => versionId === id.versionId);
    if (staged && isTold) return { status: 'known', value: staged };
    // Versions without a stage are told by the list alone.
    const listed = await read(questions.secretVersions, id.id);
    if (listed.status !== 'known') return detailOf(listed);
    const wanted = listed.value.filter(
      ({ versionId, stages }) => stages.length > 0 || versionId === id.versionId,
    );
    return { status: 'known', value: wanted };
  };

  const keyOf = async (
    keyId: string | undefined,
    standard: string,
    read: Read,
  ): Promise<Detail<KeyFact> | undefined> => {
    if (keyId === undefined || keyId === standard) return undefined;
    if (!canBeKey(keyId, generation)) return { status: 'unavailable' };
    const outcome = await read(questions.keys, keyId);
    if (outcome.status === 'known') {
      const { state, deletionDate } = outcome.value;
      const value = { keyId, state, ...(deletionDate !== undefined && { deletionDate }) };
      return { status: 'known', value };
    }
    // What was encrypted names the key itself: that its alias is gone, or another account hides it, says nothing.
    const isOwn = !keyId.startsWith('alias/') && !/:alias\//.test(keyId) && isOfAccount(keyId, generation);
    if (outcome.status === 'absent' && isOwn) return { status: 'known', value: { keyId, state: 'NotFound' } };
    return detailOf(outcome);
  };

  const absent = async (
    id: CatalogId,
    readAt: number,
    guesses: Guesses | undefined,
  ): Promise<CatalogAnswer> => {
    const similar = (await guesses?.similarTo(id)) ?? [];
    return { status: 'absent', origin: originOf(generation, readAt), ...(similar.length > 0 && { similar }) };
  };

  const failed = (outcome: Outcome<unknown>): CatalogAnswer => {
    const detail = detailOf(outcome);
    return detail.status === 'denied'
      ? { ...detail, origin: originOf(generation, outcome.readAt) }
      : { status: 'unavailable', ...(detail.status === 'unavailable' && detail) };
  };

  return {
    lookup: async (ids, evidence, signal) => {
      const urgency = ids.filter(isNew).length <= INTERACTIVE ? 'interactive' : 'background';
      const asker = createAsker(urgency, signal);
      const read = evidence === 'live' ? readLive(asker) : readMemory(generation);
      const guesses = evidence === 'live' ? guessesFor(urgency) : NO_GUESSES;
      try {
        return await Promise.all(ids.map(id => answerTo(id, read, guesses)));
      } finally {
        asker.leave();
      }
    },
  };
}

const NO_GUESSES: Guesses = { similarTo: async () => [] };

function readLive(asker: Asker): Read {
  return (questions, key) => questions.ask(key, asker);
}

/** Memory alone must not wait for AWS either. */
function readMemory({ clock }: Generation): Read {
  return async (questions, key) =>
    questions.remembered(key) ?? { status: 'unavailable', readAt: clock.now() };
}

function isMeant({ versionId, stages }: SecretVersion, id: SecretId): boolean {
  return id.versionId === undefined
    ? stages.includes(id.versionStage ?? 'AWSCURRENT')
    : versionId === id.versionId;
}

/** That something is not there any more, a moment after it was, is no fact about it. */
function detailOf<T>(outcome: Outcome<T>): Detail<T> {
  switch (outcome.status) {
    case 'known':
      return { status: 'known', value: outcome.value };
    case 'denied':
      return { status: 'denied', failure: outcome.failure };
    case 'unavailable':
      return { status: 'unavailable', ...(outcome.failure && { failure: outcome.failure }) };
    case 'absent':
      return { status: 'unavailable' };
  }
}

/**
 * DescribeParameters knows neither public parameters, nor those that stand for a secret, nor other accounts' (ARNs), so
 * its silence about them means nothing. Names it would refuse are the syntax rule's business.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
 */
function canBeAsked(id: CatalogId): boolean {
  if (id.kind === 'secret') return /^[\w/+=.@!:-]{1,2048}$/.test(id.id);
  return /^[\w./-]{1,1024}$/.test(id.name) && !/^\/?aws\//i.test(id.name);
}

/** Whether "not found" here means that it is nowhere: an ARN may name another Region's or account's secret. */
function isWithin(id: string, generation: Generation): boolean {
  return id.startsWith('arn:') ? isOfAccount(id, generation) : !looksLikeArnEnd(id);
}

/** KMS is asked in the Region of the connection, where keys of others are unknown. */
function canBeKey(keyId: string, { source }: Generation): boolean {
  if (!/^[\w/:-]{1,2048}$/.test(keyId)) return false;
  return !keyId.startsWith('arn:') || keyId.split(':')[3] === source.region;
}

function isOfAccount(id: string, { source }: Generation): boolean {
  if (!id.startsWith('arn:')) return true;
  const [, , , region, account] = id.split(':');
  return account !== undefined && region === source.region && account === source.account;
}
