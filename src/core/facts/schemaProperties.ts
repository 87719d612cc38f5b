/** What the schemas of resource types say about properties; the rows are in schemas.generated.ts. */
import { lazy } from '../template/lazy';
import { credentialRows, identifierPaths, type PropertyRow, secretArnRows } from './schemas.generated';

/** Below Properties; `*` stands for any item of a list or key of a map. */
export type PropertyPath = readonly string[];

/** Of each type, read when the first template has a resource of it: a template has few of the hundreds there are. */
const credentials = byType(credentialRows);
const secretArns = byType(secretArnRows);
const identifiers = new Map(
  identifierPaths.map(tree => [
    `AWS::${tree.slice(0, tree.indexOf('('))}`,
    lazy(() => new Set(pathsIn(tree).map(path => `AWS::${path.slice(0, 2).join('::')} ${path[2]}`))),
  ]),
);

/** Whether a type takes a credential anywhere. */
export function takesCredential(resourceType: string): boolean {
  return credentials.has(resourceType);
}

/** Where a type takes a credential; none for types that take none. */
export function credentialPathsOf(resourceType: string): readonly PropertyPath[] {
  return credentials.get(resourceType)?.() ?? [];
}

/** Whether a property holds a credential: a password, a token, a private key. */
export function isCredential(resourceType: string, path: readonly (string | number)[]): boolean {
  return credentialPathsOf(resourceType).some(each => isAt(each, path));
}

/** Whether a property names a secret, by its ARN or, for some, by its name. */
export function takesSecretArn(resourceType: string, path: readonly (string | number)[]): boolean {
  return (secretArns.get(resourceType)?.() ?? []).some(each => isAt(each, path));
}

/** Whether a property is part of what CloudFormation tells resources of a type apart by. Common services only. */
export function isIdentifier(resourceType: string, path: readonly (string | number)[]): boolean {
  if (path.length !== 1) return false;
  const ofService = identifiers.get(resourceType.slice(0, resourceType.lastIndexOf('::')));
  return ofService?.().has(`${resourceType} ${path[0]}`) ?? false;
}

function byType(rows: readonly PropertyRow[]): ReadonlyMap<string, () => readonly PropertyPath[]> {
  const trees = new Map<string, string>();
  for (const [type, , paths] of rows) trees.set(type, `${trees.get(type) ?? ''} ${paths}`);
  return new Map([...trees].map(([type, paths]) => [type, lazy(() => pathsIn(paths))]));
}

/** `A(B C(D))` to `[A, B]` and `[A, C, D]`. */
function pathsIn(tree: string): readonly PropertyPath[] {
  const found: PropertyPath[] = [];
  const outer: string[] = [];
  for (const [, name, mark] of tree.matchAll(/([\w*]+)?([()\s]|$)/g)) {
    if (name !== undefined && mark === '(') outer.push(name);
    else if (name !== undefined) found.push([...outer, name]);
    if (mark === ')') outer.pop();
  }
  return found;
}

function isAt(each: PropertyPath, path: readonly (string | number)[]): boolean {
  return each.length === path.length && each.every((step, index) => step === '*' || step === path[index]);
}
