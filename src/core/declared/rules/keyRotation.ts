import { insertEntry } from '../../policy/edit';
import type { Fix, Problem } from '../../problem';
import { valueAt } from '../../template/entries';
import { hasMacro } from '../../template/macros';
import {
  type GivenMap,
  lacks,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  textsAt,
  wholeSpan,
} from '../context';

const CODE = 'key/rotation';
const ROTATION = 'EnableKeyRotation';
const TITLE = 'Set EnableKeyRotation to true';

export const keyRotation: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'KMS could rotate the key, and does not.',
  documentation: {
    what: 'An `AWS::KMS::Key` that is symmetric by its `KeySpec` (or without one), whose material KMS makes (`Origin` is `AWS_KMS` or absent), without `EnableKeyRotation: true`. Silent for every key that KMS cannot rotate, for replicas, and for what is only known at deployment.',
    why: 'Rotation renews the material that new data is encrypted with, once a year or after `RotationPeriodInDays`; what was encrypted before stays readable, and nobody has to do anything. Many rule books ask for it.',
    example: [
      'KeyPolicy: …                             # found',
      'EnableKeyRotation: true, KeyPolicy: …  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::KMS::Key' || context.broken || hasMacro(context.transforms)) return [];
  return propertiesOf(context).flatMap(properties => {
    if (!isRotatable(context, properties)) return [];
    if (lacks(properties, ROTATION)) return [missing(context, properties)];
    const node = valueAt(properties.node, ROTATION);
    return textsAt(context, properties, ROTATION)
      .filter(({ text, open }) => !open && text.toLowerCase() === 'false')
      .map(({ span, guard }) => {
        const problem = resourceProblem(context, CODE, 'warning', MESSAGE, { span, path: ROTATION });
        // In Fn::If it is somebody's choice.
        if (node === undefined || guard.length > properties.guard.length) return problem;
        return { ...problem, fixes: [{ title: TITLE, edits: [{ span: wholeSpan(node), newText: 'true' }] }] };
      });
  });
}

const MESSAGE = 'KMS could rotate this key, and does not without EnableKeyRotation: true';

function isRotatable(context: ResourceContext, properties: GivenMap): boolean {
  const isAll = (name: string, wanted: string) =>
    lacks(properties, name) ||
    (valueAt(properties.node, name) !== undefined &&
      textsAt(context, properties, name).every(({ text, open }) => !open && text === wanted));
  return isAll('KeySpec', 'SYMMETRIC_DEFAULT') && isAll('Origin', 'AWS_KMS');
}

function missing(context: ResourceContext, { node }: GivenMap): Problem {
  const problem = resourceProblem(context, CODE, 'warning', MESSAGE, {
    span: context.resource.keySpan,
    path: '',
  });
  const edit = insertEntry(context.text, node, 'first', ROTATION, { kind: 'boolean', value: true });
  const fixes: readonly Fix[] = edit === undefined ? [] : [{ title: TITLE, edits: [edit] }];
  return fixes.length === 0 ? problem : { ...problem, fixes };
}
