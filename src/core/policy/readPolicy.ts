import { type Entry, type MappingNode, type Node, target } from '../template/node';
import type { Guard } from '../template/symbolic';
import { createMeanings } from './actions';
import type { Effect, PolicyDocument, ShapeFault, Statement, TextElement } from './model';
import { readCondition } from './readCondition';
import { branchesUnder, type Reader, readElements, readTextElement } from './reader';
import { readPrincipals } from './readPrincipal';
import { isIntrinsic, type PolicyScope } from './scope';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'] as const;
export const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

/**
 * Reads a policy from the mapping that holds `Statement`; undefined when the node is none. Statement as a list or one
 * object, strings alone or in lists, Fn::If around anything. Never throws; depth is bounded by the policy's own shape.
 */
export function readPolicy(
  root: Node,
  scope: PolicyScope,
  guard: readonly Guard[] = [],
): PolicyDocument | undefined {
  const node = target(root);
  if (node?.kind !== 'mapping' || isIntrinsic(node)) return undefined;
  const faults: ShapeFault[] = [];
  const format = formatOf(node);
  const reader: Reader = { scope, format, fault: fault => faults.push(fault), meaningOf: createMeanings() };

  const { entries, open } = readElements(reader, node, POLICY_ELEMENTS, 'policy');
  const version = readTextElement(reader, 'Version', entries.get('Version'), guard, { list: false });
  const id = readTextElement(reader, 'Id', entries.get('Id'), guard, { list: false });
  const statementEntry = entries.get('Statement');
  const read = readStatements(reader, statementEntry, guard);
  return {
    node,
    format,
    guard,
    ...(version && { version }),
    ...(id && { id }),
    ...(statementEntry && { statementEntry }),
    statements: read.statements,
    open: open || read.open,
    faults,
  };
}

/** JSON is told by its keys: the YAML parser gives quoted ones another style. */
function formatOf(node: MappingNode): 'json' | 'yaml' {
  const key = target(node.entries[0]?.key);
  return key?.kind === 'scalar' && key.style === 'json' ? 'json' : 'yaml';
}

interface Statements {
  readonly statements: readonly Statement[];
  readonly open: boolean;
}

function readStatements(reader: Reader, entry: Entry | undefined, guard: readonly Guard[]): Statements {
  if (entry?.value === undefined) return { statements: [], open: entry !== undefined };
  const statements: Statement[] = [];
  let open = false;
  for (const branch of branchesUnder(reader, entry.value, guard)) {
    const node = target(branch.node);
    if (node?.kind === 'sequence' && !isIntrinsic(node)) {
      node.items.forEach((item, index) => {
        for (const inner of branchesUnder(reader, item, branch.guard)) {
          add(inner.node, `Statement.${index}`, inner.guard);
        }
      });
    } else add(branch.node, 'Statement', branch.guard);
  }
  return { statements, open };

  function add(written: Node, path: string, under: readonly Guard[]): void {
    const node = target(written);
    if (node?.kind === 'mapping' && !isIntrinsic(node)) {
      statements.push(readStatement(reader, node, path, under));
      return;
    }
    open = true;
    if (node === undefined || isIntrinsic(node)) return;
    const expected = path === 'Statement' ? 'a list of statements' : 'an object';
    reader.fault({ kind: 'wrong-type', element: 'Statement', expected, span: node.span, tolerated: false });
  }
}

function readStatement(reader: Reader, node: MappingNode, path: string, guard: readonly Guard[]): Statement {
  const { entries, open } = readElements(reader, node, STATEMENT_ELEMENTS, 'statement');
  const text = (name: string, list: boolean) =>
    readTextElement(reader, name, entries.get(name), guard, { list });
  const sid = text('Sid', false);
  const effectElement = text('Effect', false);
  const principal = readPrincipals(reader, 'Principal', entries.get('Principal'), guard);
  const notPrincipal = readPrincipals(reader, 'NotPrincipal', entries.get('NotPrincipal'), guard);
  const action = text('Action', true);
  const notAction = text('NotAction', true);
  const resource = text('Resource', true);
  const notResource = text('NotResource', true);
  const condition = readCondition(reader, 'Condition', entries.get('Condition'), guard);
  return {
    node,
    path,
    guard,
    effect: effectOf(effectElement),
    open,
    ...(sid && { sid }),
    ...(effectElement && { effectElement }),
    ...(principal && { principal }),
    ...(notPrincipal && { notPrincipal }),
    ...(action && { action }),
    ...(notAction && { notAction }),
    ...(resource && { resource }),
    ...(notResource && { notResource }),
    ...(condition && { condition }),
  };
}

function effectOf(element: TextElement | undefined): Effect {
  const [only, ...others] = element?.texts ?? [];
  if (element === undefined || element.open || only === undefined || others.length > 0) return 'open';
  return only.text === 'Allow' || only.text === 'Deny' ? only.text : 'open';
}
