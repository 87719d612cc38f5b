/** "Do these exist, and what are they?", asked in batches and remembered for a while. */
import { type Failure, failureOf } from '../failure';
import type { CallOptions, CatalogAnswer, CatalogId, LookupEvidence } from '../ports';
import { createAnswerCache } from './answerCache';
import { looksLikeArnEnd } from './referenceText';
import { type Generation, originOf } from './source';

/** DescribeParameters takes 50 names a filter. */
const BATCH = 50;
const CACHE_CAPACITY = 10_000;
/** Up to this many new names somebody is waiting for the one under the cursor; more is a file being checked. */
const INTERACTIVE = 10;

export interface Lookups {
  lookup(ids: readonly CatalogId[], evidence: LookupEvidence): Promise<readonly CatalogAnswer[]>;
}

type SimilarTo = (name: string) => Promise<readonly string[]>;

export function createLookups(generation: Generation, similarTo: SimilarTo): Lookups {
  const cache = createAnswerCache(generation.clock, CACHE_CAPACITY);
  const asked = new Map<string, Promise<CatalogAnswer>>();
  const { parameters, secrets } = generation.source;

  const ask = (key: string, answer: Promise<CatalogAnswer>): void => {
    const remembered = answer.then(result => {
      asked.delete(key);
      if (!(result.status === 'unavailable' && result.failure?.code === 'cancelled')) cache.set(key, result);
      return result;
    });
    asked.set(key, remembered);
  };

  const askParameters = (names: readonly string[], options: CallOptions): void => {
    const found = parameters.describeNames(names, options).then(
      known => ({ known }),
      (thrown: unknown) => ({ failure: failureOf(thrown, 'ssm:DescribeParameters') }),
    );
    for (const name of names) {
      const answer = found.then(async (result): Promise<CatalogAnswer> => {
        if ('failure' in result) return failed(result.failure, generation);
        const metadata = result.known.get(name);
        const origin = originOf(generation);
        if (metadata) return { status: 'known', fact: { kind: 'parameter', metadata }, origin };
        return absent(name, similarTo, generation);
      });
      ask(keyOf({ kind: 'parameter', name }), answer);
    }
  };

  const askSecret = (id: string, options: CallOptions): void => {
    const answer = secrets.describe(id, options).then(
      (metadata): CatalogAnswer => ({
        status: 'known',
        fact: { kind: 'secret', metadata },
        origin: originOf(generation),
      }),
      async (thrown: unknown): Promise<CatalogAnswer> => {
        const failure = failureOf(thrown, 'secretsmanager:DescribeSecret');
        if (failure.code !== 'not-found') return failed(failure, generation);
        return isWithin(id, generation) ? absent(id, undefined, generation) : { status: 'unavailable' };
      },
    );
    ask(keyOf({ kind: 'secret', id }), answer);
  };

  return {
    lookup: async (ids, evidence) => {
      const missing = new Map<string, CatalogId>();
      for (const id of ids) {
        const key = keyOf(id);
        if (canBeAsked(id) && !cache.get(key) && !asked.has(key)) missing.set(key, id);
      }
      if (evidence === 'live' && generation.isCurrent()) {
        const options: CallOptions = { urgency: missing.size <= INTERACTIVE ? 'interactive' : 'background' };
        const names: string[] = [];
        for (const id of missing.values()) {
          if (id.kind === 'parameter') names.push(id.name);
          else askSecret(id.id, options);
        }
        for (let at = 0; at < names.length; at += BATCH) askParameters(names.slice(at, at + BATCH), options);
      }
      return Promise.all(
        ids.map(async (id): Promise<CatalogAnswer> => {
          const key = keyOf(id);
          const remembered = cache.get(key);
          if (remembered) return remembered;
          // Memory alone must not wait for AWS either.
          const answer = evidence === 'live' ? await asked.get(key) : undefined;
          return answer ?? { status: 'unavailable' };
        }),
      );
    },
  };
}

function keyOf(id: CatalogId): string {
  return id.kind === 'parameter' ? `parameter:${id.name}` : `secret:${id.id}`;
}

/**
 * DescribeParameters knows neither public parameters, nor those that stand for a secret, nor other accounts' (ARNs), so
 * its silence about them means nothing. Names it would refuse are the syntax rule's business.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
 */
function canBeAsked(id: CatalogId): boolean {
  if (id.kind === 'secret') return /^[\w/+=.@!:-]{1,2048}$/.test(id.id);
  return /^[\w./-]{1,1024}$/.test(id.name) && !/^\/aws\//i.test(id.name);
}

/** Whether "not found" here means that it is nowhere: an ARN may name another Region's or account's secret. */
function isWithin(id: string, { source }: Generation): boolean {
  if (!id.startsWith('arn:')) return !looksLikeArnEnd(id);
  const [, , , region, account] = id.split(':');
  return account !== undefined && region === source.region && account === source.account;
}

function failed(failure: Failure, generation: Generation): CatalogAnswer {
  return failure.code === 'denied'
    ? { status: 'denied', failure, origin: originOf(generation) }
    : { status: 'unavailable', failure };
}

async function absent(
  name: string,
  similarTo: SimilarTo | undefined,
  generation: Generation,
): Promise<CatalogAnswer> {
  const origin = originOf(generation);
  const similar = (await similarTo?.(name)) ?? [];
  return { status: 'absent', origin, ...(similar.length > 0 ? { similar } : {}) };
}
