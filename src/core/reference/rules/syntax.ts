import type { Problem } from '../../problem';
import type { FaultKind } from '../faults';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isProgram } from './program';

const CODE = 'reference/syntax';

/** The faults of form; those with a meaning of their own (an unknown service, a missing Fn::Sub…) are not among them. */
const KINDS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'unclosed',
  'missing-name',
  'character',
  'version',
  'trailing-colon',
  'too-many-segments',
  'secret-arn',
  'secret-string',
]);

export const syntax: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A dynamic reference does not have the form AWS accepts.',
  documentation: {
    what:
      'The reference has no name, a character no name may have, a version that is not a whole number, a colon at the end ' +
      '(`ssm` and `ssm-secure`), too many parts, an incomplete secret ARN, `SecretBinary`, or no closing `}}`.',
    why:
      'CloudFormation rejects the stack operation ("Incorrect format is used in the following SSM reference") or hands the ' +
      'text on as it stands. Empty parts at the end of a `secretsmanager` reference are legal and not reported.',
    example: [
      'Password: "{{resolve:ssm-secure:/my-app/prod/database/password:}}"  # found',
      'Password: "{{resolve:ssm-secure:/my-app/prod/database/password}}"   # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'malformed' || place === undefined || !isResolvedAt(place)) return [];
  const { fault } = reference;
  if (!KINDS.has(fault.kind) || isProgram(place)) return [];
  // Text may speak about references; only one that ends its value is surely meant to be one.
  if (fault.kind === 'unclosed' && !use.last) return [];

  const rule = { code: CODE, severity: 'error', evidence: 'static', message: fault.message } as const;
  const problem = problemAt(rule, use, fault.span);
  const fix = fault.fix && fixUnits(use, fault.fix.title, fault.fix.span, fault.fix.newText);
  const preferred = fault.fix?.guess !== true;
  return [{ ...problem, ...(fix && { fixes: [{ ...fix, preferred }] }) }];
}
