import { type CostSum, keyCost, type MonthlyCost, parameterCost, secretCost, sumOf } from '../catalog/cost';
import type { HealthFacts, HealthKind } from './facts';

/** US dollars a month, by list prices; calls are not in it. */
export interface CostReport {
  readonly total: CostSum;
  readonly services: Readonly<Record<HealthKind, CostSum>>;
  /** What is below the first two levels of names, the dearest first; what costs nothing is left out. */
  readonly paths: readonly PathCost[];
  /** Those that cost something, the dearest first. */
  readonly items: readonly ItemCost[];
}

export interface PathCost extends CostSum {
  readonly kind: 'parameter' | 'secret';
  /** `/my-app/prod`; empty for names that are in no path. */
  readonly path: string;
}

export interface ItemCost {
  readonly kind: HealthKind;
  readonly name: string;
  readonly cost: Extract<MonthlyCost, { kind: 'known' }>;
}

interface Priced {
  readonly kind: HealthKind;
  readonly name: string;
  readonly cost: MonthlyCost;
}

export function costReport({ parameters, secrets, keys, region }: HealthFacts): CostReport {
  const priced: readonly Priced[] = [
    ...parameters.map(item => ({
      kind: 'parameter' as const,
      name: item.name,
      cost: parameterCost(item, region),
    })),
    ...secrets.map(item => ({ kind: 'secret' as const, name: item.name, cost: secretCost(item, region) })),
    ...keys.map(item => ({ kind: 'key' as const, name: item.label, cost: keyCost(item, region) })),
  ];
  const sum = (kind: HealthKind) => sumOf(priced.filter(each => each.kind === kind).map(({ cost }) => cost));
  return {
    total: sumOf(priced.map(({ cost }) => cost)),
    services: { parameter: sum('parameter'), secret: sum('secret'), key: sum('key') },
    paths: pathsOf(priced),
    items: priced.flatMap(itemCost).sort((a, b) => b.cost.usd - a.cost.usd || compare(a.name, b.name)),
  };
}

function itemCost({ kind, name, cost }: Priced): readonly ItemCost[] {
  return cost.kind === 'known' && cost.usd > 0 ? [{ kind, name, cost }] : [];
}

function pathsOf(priced: readonly Priced[]): readonly PathCost[] {
  const byPath = new Map<string, { kind: PathCost['kind']; path: string; costs: MonthlyCost[] }>();
  for (const { kind, name, cost } of priced) {
    if (kind === 'key') continue;
    const path = pathOf(name);
    const key = `${kind} ${path}`;
    const known = byPath.get(key) ?? { kind, path, costs: [] };
    known.costs.push(cost);
    byPath.set(key, known);
  }
  return [...byPath.values()]
    .map(({ kind, path, costs }) => ({ kind, path, ...sumOf(costs) }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => b.usd - a.usd || compare(a.path, b.path));
}

/** The first two levels of a name, its last never among them. */
function pathOf(name: string): string {
  const isRooted = name.startsWith('/');
  const levels = name.split('/').slice(isRooted ? 1 : 0, -1);
  return `${isRooted && levels.length > 0 ? '/' : ''}${levels.slice(0, 2).join('/')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
