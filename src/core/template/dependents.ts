import { resourcesIn, type TemplateUnit, unitAt } from './unit';

/** Says which resources CloudFormation makes after others, by what names what in the text. */
export interface Dependents {
  /** Whether `resource` names one of `others`, or what names them. True where that is not known. */
  isAfter(resource: string, others: readonly string[]): boolean;
  /** Whether `resource` itself names the other one. */
  names(resource: string, other: string): boolean;
}

/** More steps than people look through; a resource that so many rest on counts as one that all rest on. */
const MAX_RESOURCES = 60;

/** Looked up in the text when somebody asks: a few searches, and only the parts are parsed where something is named. */
export function createDependents(text: string, units: readonly TemplateUnit[]): Dependents {
  const words = new Map<string, ReadonlySet<string>>();
  const known = new Map<string, ReadonlySet<string> | undefined>();

  function dependentsOf(logicalId: string): ReadonlySet<string> | undefined {
    if (!known.has(logicalId)) known.set(logicalId, find(logicalId));
    return known.get(logicalId);
  }

  function find(logicalId: string): ReadonlySet<string> | undefined {
    const found = new Set<string>();
    const queue = [logicalId];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const name of namedBy(next)) {
        if (name === logicalId || found.has(name)) continue;
        found.add(name);
        queue.push(name);
        if (found.size > MAX_RESOURCES) return undefined;
      }
    }
    return found;
  }

  /** Resources that name another one: in DependsOn, Ref, Fn::GetAtt or `${…}`. */
  function namedBy(logicalId: string): ReadonlySet<string> {
    const found = new Set<string>();
    if (!/^\w+$/.test(logicalId)) return found;
    for (const match of text.matchAll(
      new RegExp(`(?:\\$\\{\\s*|[\\s"'[,])${logicalId}(?=[\\s"'\\],.}])`, 'g'),
    )) {
      const at = match.index + 1;
      const unit = unitAt(units, at);
      const resource = unit && resourcesIn(unit).find(({ entry }) => holds(entry.span, at - unit.offset));
      if (resource !== undefined) found.add(resource.logicalId);
    }
    return found;
  }

  /** The words in the text of a resource: each lookup is for one of few, asked about thousands of others. */
  function wordsOf(logicalId: string): ReadonlySet<string> {
    const same = words.get(logicalId);
    if (same !== undefined) return same;
    const found = new Set<string>();
    for (const match of /^\w+$/.test(logicalId)
      ? text.matchAll(new RegExp(`\\b${logicalId}["']?\\s*:`, 'g'))
      : []) {
      const unit = unitAt(units, match.index);
      const resource = unit && resourcesIn(unit).find(each => each.logicalId === logicalId);
      if (unit === undefined || resource === undefined) continue;
      const { start, end } = resource.entry.span;
      for (const word of unit.text.slice(start, end).match(/\w+/g) ?? []) found.add(word);
      break;
    }
    words.set(logicalId, found);
    return found;
  }

  return {
    names: (resource, other) => wordsOf(resource).has(other),
    isAfter: (resource, others) =>
      others.some(other => {
        const after = dependentsOf(other);
        return after === undefined || after.has(resource);
      }),
  };
}

function holds({ start, end }: { readonly start: number; readonly end: number }, at: number): boolean {
  return start <= at && at < end;
}
