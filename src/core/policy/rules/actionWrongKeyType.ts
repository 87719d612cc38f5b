import type { IamAction } from '../../facts/iam';
import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import { type ActionPlace, actionsIn } from '../each';
import type { KeyFacts } from '../keyFacts';
import type { TextElement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';
import { writeActions } from '../writeActions';

const CODE = 'policy/action-wrong-key-type';

export const actionWrongKeyType: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A key of this type does not do what the action asks.',
  documentation: {
    what: 'A cryptographic action, or a wildcard that matches only such, that the KeySpec and KeyUsage of the key do not take: kms:Sign on a key for encryption, kms:GenerateDataKey on an RSA key, kms:Encrypt on an HMAC key. Silent for a KeySpec or KeyUsage that is not known.',
    why: 'KMS answers such requests with InvalidKeyUsageException or UnsupportedOperationException, whoever asks. The permission is dead, and what was meant is not allowed.',
    example: '{KeySpec: HMAC_256} and "Action": "kms:Sign"  →  "Action": "kms:GenerateMac"',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-compare.html',
  },
  check: context => {
    const usable = context.key === undefined || context.kind !== 'key' ? undefined : usableOn(context.key);
    if (usable === undefined) return [];
    return actionsIn(context.policy).flatMap(place =>
      isUseless(place, usable) ? [problemOf(context, place, context.key ?? {})] : [],
    );
  },
};

const ENCRYPT = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo'];
const DATA_KEYS = [
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
];
const PUBLIC = 'GetPublicKey';
const SIGN = ['Sign', 'Verify'];
const MAC = ['GenerateMac', 'VerifyMac'];
const AGREE = ['DeriveSharedSecret'];
const CRYPTOGRAPHIC: ReadonlySet<string> = new Set([
  ...ENCRYPT,
  ...DATA_KEYS,
  ...SIGN,
  ...MAC,
  ...AGREE,
  PUBLIC,
]);

const SPEC =
  /^(?:SYMMETRIC_DEFAULT|HMAC_\d+|RSA_\d+|ECC_NIST_P\d+|ECC_NIST_EDWARDS25519|ECC_SECG_P256K1|ML_DSA_\d+|SM2)$/;

function usableOn({ spec, usage }: KeyFacts): ReadonlySet<string> | undefined {
  if (spec === undefined || !SPEC.test(spec)) return undefined;
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return new Set(spec === 'SYMMETRIC_DEFAULT' ? [...ENCRYPT, ...DATA_KEYS] : [...ENCRYPT, PUBLIC]);
    case 'SIGN_VERIFY':
      return new Set([...SIGN, PUBLIC]);
    case 'GENERATE_VERIFY_MAC':
      return new Set(MAC);
    case 'KEY_AGREEMENT':
      return new Set([...AGREE, PUBLIC]);
    default:
      return undefined;
  }
}

function isUseless({ statement, text }: ActionPlace, usable: ReadonlySet<string>): boolean {
  const meaning = text.meaning;
  if (statement.effect !== 'Allow' || meaning.kind !== 'actions' || meaning.service.prefix !== 'kms')
    return false;
  const dead = ({ name }: IamAction) => CRYPTOGRAPHIC.has(name) && !usable.has(name);
  return meaning.actions.every(dead);
}

function problemOf(
  context: PolicyContext,
  { statement, element, text }: ActionPlace,
  { spec = '', usage = '' }: KeyFacts,
): Problem {
  const fixes = fixesFor(context.text, element, text, usage);
  return {
    code: CODE,
    severity: 'warning',
    message: `A key of ${spec} for ${usage} does not do this: ${shown(text.text)}`,
    span: text.span,
    evidence: 'static',
    ...placeOf(context, statement, element.name),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** Dead as it is, it may go; or what a key of the usage does comes in its place, where none of that is there. */
function fixesFor(
  document: string,
  { entry, texts }: TextElement,
  { text, node }: PolicyText,
  usage: string,
): readonly Fix[] {
  const removal = removeItem(document, entry.value, node);
  const meant = (MEANT.get(usage) ?? []).map(name => `kms:${name}`);
  const present = texts.some(one => meant.some(action => action.toLowerCase() === one.text.toLowerCase()));
  const isPlain = entry.value !== undefined && node.kind === 'scalar' && node.tag === undefined;
  const replacement =
    isPlain && !present && meant.length > 0 ? writeActions(document, entry.value, node, meant) : undefined;
  return [
    ...(removal ? [{ title: `Remove ${shown(text)}`, edits: [removal] }] : []),
    ...(replacement ? [{ title: `Change to ${meant.join(', ')}`, edits: [replacement] }] : []),
  ];
}

const MEANT: ReadonlyMap<string, readonly string[]> = new Map([
  ['ENCRYPT_DECRYPT', ['Encrypt', 'Decrypt']],
  ['SIGN_VERIFY', SIGN],
  ['GENERATE_VERIFY_MAC', MAC],
  ['KEY_AGREEMENT', AGREE],
]);
