// Roles and users of the account, as far as policies name them: created, and listed in pages. Nobody assumes one here.
import { createHash } from 'node:crypto';
import { awsError, constraintError } from './errors';
import { keyOfToken, type Page, takePage } from './paging';
import type { QueryContext, QueryOperation } from './queryOperation';
import { members } from './queryXml';
import type { SandboxState, StoredPrincipal } from './state';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
const PAGE = 100;
const MOST = 1000;

interface Kind {
  readonly kind: StoredPrincipal['kind'];
  /** `Role`, as members and operations are named by it. */
  readonly word: 'Role' | 'User';
  readonly idPrefix: string;
  readonly nameLength: number;
}

const role: Kind = { kind: 'role', word: 'Role', idPrefix: 'AROA', nameLength: 64 };
const user: Kind = { kind: 'user', word: 'User', idPrefix: 'AIDA', nameLength: 64 };

export const iamOperations: readonly (readonly [action: string, operation: QueryOperation])[] = [
  ['iam:ListRoles', list(role)],
  ['iam:ListUsers', list(user)],
  ['iam:CreateRole', create(role)],
  ['iam:CreateUser', create(user)],
];

/** What a seed names: `app`, or with its path `ci/deploy`. */
export function addPrincipal(
  state: SandboxState,
  kind: StoredPrincipal['kind'],
  written: string,
  now: number,
): void {
  const slash = written.lastIndexOf('/') + 1;
  store(state, kind === 'role' ? role : user, written.slice(slash), `/${written.slice(0, slash)}`, now);
}

function list({ kind, word }: Kind): QueryOperation {
  const operation = `List${word}s`;
  return {
    resourceOf: (_, { state }) => `arn:aws:iam::${state.account}:${kind}/`,
    run(form, context) {
      const size = sizeOf(form.get('MaxItems'));
      const path = form.get('PathPrefix') ?? '/';
      const after = keyOfToken(operation, form.get('Marker') ?? undefined, invalidMarker);
      const { principals } = context.state;
      const page = takePage(
        operation,
        principals.from(`${kind}/`, after),
        size,
        one => one.kind === kind && one.path.startsWith(path),
      );
      const items = page.items.map(one => `<member>${described(one, context)}</member>`).join('');
      return `<IsTruncated>${page.token !== undefined}</IsTruncated><${word}s>${items}</${word}s>${marker(page)}`;
    },
  };
}

function create(one: Kind): QueryOperation {
  const { kind, word, nameLength } = one;
  const nameOf = (form: URLSearchParams) => form.get(`${word}Name`) ?? '';
  return {
    writes: true,
    resourceOf: (form, { state }) => `arn:aws:iam::${state.account}:${kind}/${nameOf(form)}`,
    run(form, context) {
      const name = nameOf(form);
      const path = form.get('Path') ?? '/';
      if (!/^[\w+=,.@-]+$/.test(name) || name.length > nameLength)
        throw constraintError(`${word}Name`, 'Member must satisfy regular expression pattern: [\\w+=,.@-]+');
      if (!/^\/(?:[\u0021-\u007e]+\/)?$/.test(path))
        throw constraintError('Path', 'Member must begin and end with a slash');
      const stored = store(context.state, one, name, path, context.clock.now());
      return `<${word}>${described(stored, context)}</${word}>`;
    },
  };
}

function store(state: SandboxState, { kind, word }: Kind, name: string, path: string, now: number) {
  // Names are told apart without case, and whatever their path.
  const key = `${kind}/${name.toLowerCase()}`;
  if (state.principals.get(key)) {
    throw awsError('EntityAlreadyExists', `${word} with name ${name} already exists.`, 409);
  }
  const stored: StoredPrincipal = { kind, name, path, created: now };
  state.principals.set(key, stored);
  return stored;
}

function described({ kind, name, path, created }: StoredPrincipal, { state }: QueryContext): string {
  const { word, idPrefix } = kind === 'role' ? role : user;
  const digest = createHash('sha256').update(`${kind}/${name}`).digest('hex').toUpperCase();
  return members({
    Path: path,
    [`${word}Name`]: name,
    [`${word}Id`]: `${idPrefix}${digest.slice(0, 17)}`,
    Arn: `arn:aws:iam::${state.account}:${kind}${path}${name}`,
    CreateDate: new Date(created).toISOString(),
  });
}

function sizeOf(given: string | null): number {
  if (given === null) return PAGE;
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    throw constraintError('MaxItems', `Member must have value between 1 and ${MOST}`);
  return size;
}

function marker({ token }: Page<unknown>): string {
  return token === undefined ? '' : members({ Marker: token });
}

function invalidMarker() {
  return awsError('ValidationException', 'Invalid Marker.');
}
