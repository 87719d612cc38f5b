/** What references of a template may know of the secrets and parameters that the same template declares. */
import type { ReferenceUse } from '../reference/use';
import { HOLE, type Hole } from '../template/symbolic';
import { type Declaration, plainText, variable } from './declaration';
import { type SecretContent, unionOf } from './secretContent';

export interface KnownItems {
  /** Equal for equal items; empty: there are none. Places do not count. */
  readonly key: string;
  readonly secrets: ItemsByName<KnownSecret>;
  readonly parameters: ItemsByName<KnownParameter>;
}

export interface ItemsByName<T> {
  /** By what `symbolicText` makes of a name, `${Secret}` included. */
  readonly exact: ReadonlyMap<string, T>;
  /** By the name they have under the defaults of parameters. */
  readonly byDefaults: ReadonlyMap<string, T>;
}

export interface KnownSecret {
  /** Several where one name is given to secrets of different conditions. */
  readonly logicalIds: readonly string[];
  /** Of the only one. */
  readonly condition?: string;
  readonly content: SecretContent;
}

export interface KnownParameter {
  readonly logicalIds: readonly string[];
  readonly condition?: string;
  readonly type?: string;
}

export interface Match<T> {
  readonly item: T;
  /** Through `${Secret}`, which is a dependency, or by a name, which is none. */
  readonly by: 'logical-id' | 'name';
  /** Whatever values parameters have; not with their defaults alone. */
  readonly exact: boolean;
}

export function knownItemsOf(declarations: readonly Declaration[]): KnownItems {
  const secrets = createItems<KnownSecret>(bothSecrets);
  const parameters = createItems<KnownParameter>(bothParameters);
  const usable = declarations.filter(each => !each.inLoop);
  const attached = new Set(usable.flatMap(each => (each.kind === 'attachment' ? each.secrets : [])));
  const rotated = new Set(usable.flatMap(each => (each.kind === 'rotation' ? each.secrets : [])));

  for (const each of usable) {
    const { logicalId, condition } = each;
    const base = { logicalIds: [logicalId], ...(condition !== undefined && { condition }) };
    if (each.kind === 'parameter') {
      const item = { ...base, ...(each.type !== undefined && { type: each.type }) };
      for (const name of each.names) parameters.add(name.text, name.resolved, item);
    } else if (each.kind === 'managed-secret') {
      secrets.add(variable(logicalId, each.attribute), undefined, { ...base, content: each.content });
    } else if (each.kind === 'secret') {
      const aliases = [variable(logicalId), variable(logicalId, 'Id'), ...each.names.map(name => name.text)];
      const isIn = (names: ReadonlySet<string>) => aliases.some(alias => names.has(alias));
      const held = isIn(attached) ? withConnection(each.content) : each.content;
      const content: SecretContent = isIn(rotated) ? { kind: 'open', keys: keysOf(held) } : held;
      const item = { ...base, content };
      secrets.add(variable(logicalId), undefined, item);
      secrets.add(variable(logicalId, 'Id'), undefined, item);
      for (const name of each.names) secrets.add(name.text, name.resolved, item);
    }
  }
  // The Ref of what is attached to a secret is the secret's ARN.
  for (const each of usable) {
    if (each.kind !== 'attachment' && each.kind !== 'rotation') continue;
    const of = each.secrets.flatMap(name => secrets.exact.get(name) ?? []);
    const [only] = of;
    if (of.length === 1 && only !== undefined) secrets.add(variable(each.logicalId), undefined, only);
  }
  const entries = [secrets, parameters].map(items => [[...items.exact], [...items.byDefaults]]);
  const isEmpty = secrets.exact.size + parameters.exact.size === 0;
  return { key: isEmpty ? '' : JSON.stringify(entries), secrets, parameters };
}

/** The secret of the same template that a use reads. */
export function secretOf(use: ReferenceUse, { secrets }: KnownItems): Match<KnownSecret> | undefined {
  const { reference, id } = use;
  const isSecret =
    reference.kind === 'secretsmanager' ||
    (reference.kind === 'open' && reference.service === 'secretsmanager');
  return isSecret ? find(use, secrets, id?.kind === 'secret' ? id.id : undefined) : undefined;
}

/** The parameter of the same template that a `ssm` reference reads. */
export function parameterOf(
  use: ReferenceUse,
  { parameters }: KnownItems,
): Match<KnownParameter> | undefined {
  const { reference, id } = use;
  const isParameter = reference.kind === 'ssm' || (reference.kind === 'open' && reference.service === 'ssm');
  return isParameter ? find(use, parameters, id?.kind === 'parameter' ? id.name : undefined) : undefined;
}

/** Keys that a secret surely has, or may have. */
export function keysOf(content: SecretContent): readonly string[] {
  return content.kind === 'plain' ? [] : content.keys;
}

function find<T>(
  use: ReferenceUse,
  items: ItemsByName<T>,
  resolved: string | undefined,
): Match<T> | undefined {
  const name = symbolicName(use);
  const item = name === undefined ? undefined : items.exact.get(name);
  if (name !== undefined && item !== undefined) {
    return { item, by: isLogicalId(use) ? 'logical-id' : 'name', exact: true };
  }
  const byDefault = resolved === undefined ? undefined : items.byDefaults.get(resolved);
  return byDefault && { item: byDefault, by: 'name', exact: false };
}

/** The name in a reference the way `symbolicText` writes names. */
function symbolicName({ reference, holes }: ReferenceUse): string | undefined {
  const segment = reference.segments[1];
  if (segment === undefined || segment.text === '') return undefined;
  let next = reference.text.slice(0, segment.span.start).split(HOLE).length - 1;
  let text = '';
  for (const [index, part] of segment.text.split(HOLE).entries()) {
    if (index > 0) {
      const named = nameOf(holes[next++]);
      if (named === undefined) return undefined;
      text += named;
    }
    text += plainText(part);
  }
  return text;
}

function nameOf(hole: Hole | undefined): string | undefined {
  if (hole === undefined || hole.kind === 'unknown') return undefined;
  return hole.kind === 'resource' ? variable(hole.logicalId, hole.attribute) : variable(hole.name);
}

function isLogicalId({ reference, holes }: ReferenceUse): boolean {
  return reference.segments[1]?.text === HOLE && holes[0]?.kind === 'resource';
}

/**
 * What attaching a database adds, whatever its kind. Which of them is documented for the structure that rotation
 * expects, not for the attachment, and more may come: an unknown key is not certain.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
const CONNECTION: readonly string[] = [
  'engine',
  'host',
  'port',
  'dbname',
  'dbInstanceIdentifier',
  'dbClusterIdentifier',
  'masterarn',
  'ssl',
  'namespaceName',
  'workgroupName',
];

function withConnection(content: SecretContent): SecretContent {
  if (content.kind !== 'json') return { kind: 'open', keys: [...keysOf(content), ...CONNECTION] };
  return { kind: 'json', keys: [...new Set([...content.keys, ...CONNECTION])], certain: false };
}

function bothSecrets(a: KnownSecret, b: KnownSecret): KnownSecret {
  return { logicalIds: bothIds(a, b), content: unionOf([a.content, b.content]) };
}

function bothParameters(a: KnownParameter, b: KnownParameter): KnownParameter {
  return { logicalIds: bothIds(a, b), ...(a.type !== undefined && a.type === b.type && { type: a.type }) };
}

function bothIds(a: Pick<KnownSecret, 'logicalIds'>, b: Pick<KnownSecret, 'logicalIds'>): readonly string[] {
  return [...new Set([...a.logicalIds, ...b.logicalIds])];
}

interface Items<T> extends ItemsByName<T> {
  add(text: string, resolved: string | undefined, item: T): void;
}

function createItems<T>(both: (a: T, b: T) => T): Items<T> {
  const exact = new Map<string, T>();
  const byDefaults = new Map<string, T>();
  const put = (map: Map<string, T>, name: string, item: T) => {
    const same = map.get(name);
    map.set(name, same === undefined || same === item ? item : both(same, item));
  };
  return {
    exact,
    byDefaults,
    add(text, resolved, item) {
      put(exact, text, item);
      if (resolved !== undefined) put(byDefaults, resolved, item);
    },
  };
}

/** For a template that declares nothing. */
export const NO_ITEMS: KnownItems = knownItemsOf([]);
