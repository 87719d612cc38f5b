import type { Problem } from '../../problem';
import { pieceSpan } from '../../template/alternatives';
import {
  type GivenMap,
  type GivenText,
  lacks,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';

const CODE = 'key/usage-spec';
const SPEC = 'KeySpec';
const USAGE = 'KeyUsage';
const SYMMETRIC = 'SYMMETRIC_DEFAULT';
const ENCRYPT = 'ENCRYPT_DECRYPT';

export const keyUsageSpec: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A key of this KeySpec cannot have this KeyUsage.',
  documentation: {
    what: 'A `KeyUsage` that the `KeySpec` does not take, and one left out where `ENCRYPT_DECRYPT`, which stands for it, is none of them. Silent for a `KeySpec` or a `KeyUsage` that is not known.',
    why: 'CreateKey refuses the pair and the deployment fails. Neither can be changed afterwards.',
    example: [
      '{KeySpec: HMAC_256, KeyUsage: SIGN_VERIFY}          # found',
      '{KeySpec: HMAC_256, KeyUsage: GENERATE_VERIFY_MAC}  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html#KMS-CreateKey-request-KeyUsage',
  },
  check,
};

/** In the order of the API's page. What begins with none of these is not known. */
const USAGES: readonly (readonly [spec: RegExp, usages: readonly string[]])[] = [
  [/^SYMMETRIC_DEFAULT$/, [ENCRYPT]],
  [/^HMAC_\d+$/, ['GENERATE_VERIFY_MAC']],
  [/^RSA_\d+$/, [ENCRYPT, 'SIGN_VERIFY']],
  [/^ECC_NIST_P\d+$/, ['SIGN_VERIFY', 'KEY_AGREEMENT']],
  [/^(?:ECC_NIST_EDWARDS25519|ECC_SECG_P256K1)$/, ['SIGN_VERIFY']],
  [/^ML_DSA_\d+$/, ['SIGN_VERIFY']],
  [/^SM2$/, [ENCRYPT, 'SIGN_VERIFY', 'KEY_AGREEMENT']],
];
const KNOWN: ReadonlySet<string> = new Set(USAGES.flatMap(([, usages]) => usages));

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::KMS::Key') return [];
  return propertiesOf(context).flatMap(properties => [
    ...specifiedProblems(context, properties),
    ...unspecifiedProblems(context, properties),
  ]);
}

function specifiedProblems(context: ResourceContext, properties: GivenMap): readonly Problem[] {
  return textsAt(context, properties, SPEC).flatMap(spec => {
    const usages = spec.open ? undefined : usagesOf(spec.text);
    if (usages === undefined) return [];
    const takes = `A key of ${spec.text} takes ${usages.join(' or ')}`;
    if (!context.broken && lacks(properties, USAGE) && !usages.includes(ENCRYPT)) {
      const message = `${takes}: KeyUsage is missing`;
      return [resourceProblem(context, CODE, 'error', message, { span: spec.span, path: SPEC })];
    }
    return textsAt(context, properties, USAGE)
      .filter(usage => isWrong(usage, usages) && surelyTogether(usage.guard, spec.guard))
      .map(usage => wrongUsage(context, usage, usages, `${takes}, not: ${usage.text}`));
  });
}

/** Without a KeySpec the key is symmetric. */
function unspecifiedProblems(context: ResourceContext, properties: GivenMap): readonly Problem[] {
  if (context.broken || !lacks(properties, SPEC)) return [];
  return textsAt(context, properties, USAGE)
    .filter(usage => isWrong(usage, [ENCRYPT]))
    .map(({ text, span }) => {
      const message = `Without KeySpec it is a key of ${SYMMETRIC}, which takes ${ENCRYPT}, not: ${text}`;
      return resourceProblem(context, CODE, 'error', message, { span, path: USAGE });
    });
}

function isWrong({ text, open }: GivenText, usages: readonly string[]): boolean {
  return !open && KNOWN.has(text) && !usages.includes(text);
}

function wrongUsage(
  context: ResourceContext,
  { span, pieces }: GivenText,
  usages: readonly string[],
  message: string,
): Problem {
  const found = resourceProblem(context, CODE, 'error', message, { span, path: USAGE });
  const [only, ...others] = usages;
  const [piece, ...more] = pieces;
  if (only === undefined || others.length > 0 || piece?.kind !== 'text' || more.length > 0) return found;
  const edits = [{ span: pieceSpan(piece), newText: only }];
  return { ...found, fixes: [{ title: `Change to ${only}`, edits, preferred: true }] };
}

function usagesOf(spec: string): readonly string[] | undefined {
  return USAGES.find(([pattern]) => pattern.test(spec))?.[1];
}
