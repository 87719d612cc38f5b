/** Reads what is there at the names of an import, and makes the plan. */
import type { ParameterMetadata } from '../../../../core/catalog/items';
import { type ImportStep, planImport, type There } from '../../../../core/exchange/importPlan';
import { placeKeys } from '../../../../core/exchange/placeKeys';
import type { AwsConnection } from '../../../../core/ports';
import type { CallOptions } from '../../../../core/stores/call';
import { isRevealed, revealMany } from '../../../value/revealMany';
import type { Importing } from './importing';

export interface PlanPace {
  readonly signal: AbortSignal;
  report(done: number, of: number): void;
}

export async function planParameters(
  { entries, format, to, dotsAreLevels }: Importing,
  aws: AwsConnection,
  { signal, report }: PlanPace,
): Promise<readonly ImportStep[]> {
  const { keyOf } = format;
  const keys = entries.map(({ key }) => key);
  // Where the format cannot write every name, what is there says which is meant.
  const below = keyOf === undefined ? [] : await namesBelow(to, aws, { signal });
  const places = placeKeys({ keys, to, keyOf, there: below, dotsAreLevels });
  const names = [...new Set(places.values())].filter(isAskable);
  const found = await aws.parameters.describeNames(names, { signal });
  const there = await readAll(found, aws, { signal, report });
  return planImport(entries, places, there);
}

async function namesBelow(
  path: string,
  { parameters }: AwsConnection,
  options: CallOptions,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of parameters.describe({ path }, options))
    names.push(...page.map(({ name }) => name));
  return names;
}

async function readAll(
  found: ReadonlyMap<string, ParameterMetadata>,
  aws: AwsConnection,
  { signal, report }: PlanPace,
): Promise<ReadonlyMap<string, There>> {
  const revealed = await revealMany([...found.keys()], aws, {
    signal,
    report: done => report(done, found.size),
  });
  return new Map(
    [...found].map(([name, metadata]) => {
      const read = revealed.get(name);
      return [name, { metadata, ...(read && isRevealed(read) && { read }) }];
    }),
  );
}

/** DescribeParameters refuses a filter with a text that is no name, and all others of the call with it. */
function isAskable(name: string): boolean {
  return /^[\w.\-/]{1,1011}$/.test(name) && !/^\/?(?:aws|ssm)/i.test(name);
}
