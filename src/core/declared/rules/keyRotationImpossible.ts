import type { Problem } from '../../problem';
import { entriesOf, scalarText } from '../../template/entries';
import { removeEntry } from '../../template/remove';
import {
  type GivenMap,
  type GivenText,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';

const CODE = 'key/rotation-impossible';
const ROTATION = 'EnableKeyRotation';

export const keyRotationImpossible: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The key is of a kind that KMS does not rotate.',
  documentation: {
    what: '`EnableKeyRotation: true` on a key that is asymmetric or HMAC by its `KeySpec`, or whose `Origin` is `EXTERNAL`, `AWS_CLOUDHSM` or `EXTERNAL_KEY_STORE`. Silent for a `KeySpec` that is not known.',
    why: 'KMS rotates symmetric encryption keys whose material it made itself, and no others; the deployment of any other fails with UnsupportedOperationException.',
    example: [
      '{KeySpec: HMAC_256, KeyUsage: GENERATE_VERIFY_MAC, EnableKeyRotation: true}  # found',
      '{KeySpec: HMAC_256, KeyUsage: GENERATE_VERIFY_MAC}                           # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable-disable.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::KMS::Key') return [];
  return propertiesOf(context).flatMap(properties => {
    const reasons = [
      ...textsAt(context, properties, 'KeySpec').filter(({ text }) => NOT_SYMMETRIC.test(text)),
      ...textsAt(context, properties, 'Origin').filter(({ text }) => NOT_OURS.has(text)),
    ];
    return textsAt(context, properties, ROTATION).flatMap(rotation => {
      if (rotation.open || rotation.text.toLowerCase() !== 'true') return [];
      const reason = reasons.find(one => !one.open && surelyTogether(one.guard, rotation.guard));
      return reason === undefined ? [] : [problemOf(context, properties, rotation, reason)];
    });
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
const NOT_SYMMETRIC = /^(?:RSA_\d+|ECC_\w+|HMAC_\d+|SM2|ML_DSA_\d+|ML_KEM_\d+)$/;
const NOT_OURS: ReadonlySet<string> = new Set(['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']);

function problemOf(
  context: ResourceContext,
  { node }: GivenMap,
  { span }: GivenText,
  reason: GivenText,
): Problem {
  const message = `KMS does not rotate such a key: ${reason.text}`;
  const found = resourceProblem(context, CODE, 'error', message, { span, path: ROTATION });
  const entry = entriesOf(node).find(({ key }) => scalarText(key) === ROTATION);
  const edit = entry && removeEntry(context.text, node, entry);
  const related = [{ span: reason.span, message: 'For what it is' }];
  return { ...found, related, ...(edit && { fixes: [{ title: `Remove ${ROTATION}`, edits: [edit] }] }) };
}
