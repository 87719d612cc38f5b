import { type Entry, target } from '../template/node';
import { type Guard, HOLE } from '../template/symbolic';
import type { Principal, PrincipalElement } from './model';
import { type PolicyText, slicePieces } from './policyText';
import { branchesUnder, type Reader, readElements, readTexts } from './reader';
import { isIntrinsic } from './scope';

export const PRINCIPAL_KEYS = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

type PrincipalKey = (typeof PRINCIPAL_KEYS)[number];

/** `Principal` or `NotPrincipal`: `"*"`, or who by kind. */
export function readPrincipals(
  reader: Reader,
  name: string,
  entry: Entry | undefined,
  guard: readonly Guard[],
): PrincipalElement | undefined {
  if (entry === undefined) return undefined;
  if (entry.value === undefined) return { name, entry, principals: [], open: true };
  const principals: Principal[] = [];
  let open = false;
  for (const branch of branchesUnder(reader, entry.value, guard)) {
    const node = target(branch.node);
    if (node?.kind === 'mapping' && !isIntrinsic(node)) {
      const elements = readElements(reader, node, PRINCIPAL_KEYS, 'principal');
      if (elements.open) open = true;
      for (const key of PRINCIPAL_KEYS) {
        const inner = elements.entries.get(key);
        if (inner === undefined) continue;
        const read = readTexts(reader, name, inner.value, branch.guard, { list: true });
        if (read.open) open = true;
        principals.push(...read.texts.map(text => principalOf(key, text)));
      }
      continue;
    }
    if (node?.kind === 'sequence' && !isIntrinsic(node)) {
      open = true;
      reader.fault({
        kind: 'wrong-type',
        element: name,
        expected: EXPECTED,
        span: node.span,
        tolerated: false,
      });
      continue;
    }
    const read = readTexts(reader, name, branch.node, branch.guard, { list: false });
    if (read.open) open = true;
    for (const principal of read.texts.map(bare)) {
      principals.push(principal);
      if (principal.kind !== 'unknown') continue;
      const { span } = principal.text;
      reader.fault({ kind: 'wrong-type', element: name, expected: EXPECTED, span, tolerated: false });
    }
  }
  return { name, entry, principals, open };
}

const EXPECTED = '"*" or an object with AWS, Service or Federated';

/** A principal that is no object: only `*` is one. */
function bare(text: PolicyText): Principal {
  if (text.text === '*') return { kind: 'everyone', text };
  return { kind: text.open ? 'open' : 'unknown', text };
}

function principalOf(key: PrincipalKey, text: PolicyText): Principal {
  switch (key) {
    case 'Service':
      return { kind: 'service', text };
    case 'Federated':
      return { kind: 'federated', text };
    case 'CanonicalUser':
      return { kind: 'canonical', text };
    case 'AWS':
      return awsPrincipal(text);
  }
}

function awsPrincipal(text: PolicyText): Principal {
  if (text.text === '*') return { kind: 'everyone', text };
  const root = ROOT.exec(text.text);
  if (root) {
    const start = root[1]?.length ?? 0;
    const account = slicePieces(text.pieces, start, start + (root[2]?.length ?? 0));
    return { kind: 'account', text, account };
  }
  if (/^\d{12}$/.test(text.text) || isOwnAccount(text)) {
    return { kind: 'account', text, account: text.pieces };
  }
  if (/^arn:[^:]*:(?:iam|sts):/.test(text.text)) return { kind: 'arn', text };
  return { kind: text.open ? 'open' : 'unknown', text };
}

/** The prefix, and the account: digits or one hole. */
const ROOT = new RegExp(`^(arn:[^:]+:iam::)(\\d{12}|${HOLE}):root$`);

function isOwnAccount({ pieces }: PolicyText): boolean {
  const [piece, ...others] = pieces;
  if (piece?.kind !== 'hole' || others.length > 0) return false;
  return piece.hole.kind === 'pseudo' && piece.hole.name === 'AWS::AccountId';
}
