/** What the schemas of resource types say about properties; the rows are in schemas.generated.ts. */
import { lazy } from '../template/lazy';
import { credentialRows, identifierPaths, type PropertyRow, secretArnRows } from './schemas.generated';

/** Below Properties; `*` stands for any item of a list or key of a map. */
export type PropertyPath = readonly string[];

/** Read when the first template has a resource that is looked at. */
const tables = lazy(() => ({
  credentials: byType(credentialRows),
  secretArns: byType(secretArnRows),
  identifiers: new Set(
    identifierPaths
      .flatMap(pathsIn)
      .map(([service, type, property]) => `AWS::${service}::${type} ${property}`),
  ),
}));

/** Whether a type takes a credential anywhere. */
export function takesCredential(resourceType: string): boolean {
  return tables().credentials.has(resourceType);
}

/** Where a type takes a credential; none for types that take none. */
export function credentialPathsOf(resourceType: string): readonly PropertyPath[] {
  return tables().credentials.get(resourceType) ?? [];
}

/** Whether a property holds a credential: a password, a token, a private key. */
export function isCredential(resourceType: string, path: readonly (string | number)[]): boolean {
  return credentialPathsOf(resourceType).some(each => isAt(each, path));
}

/** Whether a property names a secret, by its ARN or, for some, by its name. */
export function takesSecretArn(resourceType: string, path: readonly (string | number)[]): boolean {
  return (tables().secretArns.get(resourceType) ?? []).some(each => isAt(each, path));
}

/** Whether a property is part of what CloudFormation tells resources of a type apart by. Common services only. */
export function isIdentifier(resourceType: string, path: readonly (string | number)[]): boolean {
  return path.length === 1 && tables().identifiers.has(`${resourceType} ${path[0]}`);
}

function byType(rows: readonly PropertyRow[]): ReadonlyMap<string, readonly PropertyPath[]> {
  const found = new Map<string, readonly PropertyPath[]>();
  for (const [type, , paths] of rows) found.set(type, [...(found.get(type) ?? []), ...pathsIn(paths)]);
  return found;
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
