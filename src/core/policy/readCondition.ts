import { type Entry, type MappingNode, target } from '../template/node';
import type { Guard } from '../template/symbolic';
import type { ConditionElement, ConditionTest } from './model';
import { branchesUnder, type Reader, readTexts } from './reader';
import { isFunctionName, isIntrinsic } from './scope';

/**
 * `Condition`: operator → key → values, flat. Names are kept as written; which operators and keys there are is for
 * rules to say. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function readCondition(
  reader: Reader,
  name: string,
  entry: Entry | undefined,
  guard: readonly Guard[],
): ConditionElement | undefined {
  if (entry === undefined) return undefined;
  const tests: ConditionTest[] = [];
  let open = entry.value === undefined;

  for (const operator of entriesUnder(entry, guard, 'an object of condition operators')) {
    for (const key of entriesUnder(operator.entry, operator.guard, 'an object of condition keys')) {
      const values = readTexts(reader, name, key.entry.value, key.guard, { list: true, scalars: true });
      tests.push({
        operator: operator.name,
        operatorSpan: operator.entry.key.span,
        key: key.name,
        keySpan: key.entry.key.span,
        entry: key.entry,
        values: values.texts,
        open: values.open,
        guard: key.guard,
      });
    }
  }
  return { name, entry, tests, open };

  /** The entries of every mapping an entry's value may be. */
  function entriesUnder(outer: Entry, under: readonly Guard[], expected: string): readonly NamedEntry[] {
    if (outer.value === undefined) {
      open = true;
      return [];
    }
    return branchesUnder(reader, outer.value, under).flatMap(branch => {
      const node = target(branch.node);
      if (node?.kind === 'mapping' && !isIntrinsic(node)) {
        return namedEntries(node, branch.guard);
      }
      open = true;
      if (node !== undefined && !isIntrinsic(node)) {
        reader.fault({ kind: 'wrong-type', element: name, expected, span: node.span, tolerated: false });
      }
      return [];
    });
  }

  function namedEntries(mapping: MappingNode, holding: readonly Guard[]): readonly NamedEntry[] {
    return mapping.entries.flatMap(entry => {
      const key = target(entry.key);
      if (key?.kind !== 'scalar' || isFunctionName(key.value) || key.value === '<<') {
        open = true;
        return [];
      }
      return [{ name: key.value, entry, guard: holding }];
    });
  }
}

interface NamedEntry {
  readonly name: string;
  readonly entry: Entry;
  readonly guard: readonly Guard[];
}
