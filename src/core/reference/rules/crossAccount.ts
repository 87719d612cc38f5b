import { idFor } from '../../declared/newEntry';
import { isParameterArn } from '../../declared/parameterArn';
import { conversion, type Draft, type DraftFix, NEW_ENTRY } from '../../draft';
import type { Fix } from '../../problem';
import type { TemplateUnit } from '../../template/unit';
import type { ReferenceUse } from '../use';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isProgram } from './program';
import { putVariable } from './useVariable';

const CODE = 'reference/cross-account';

export const crossAccount: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `ssm` or `ssm-secure` reference gives an ARN.',
  documentation: {
    what:
      'References to parameters take a name; the ARN of a parameter, of this account or of another, has no place in them. ' +
      '(Secrets are named by ARN as well as by name.)',
    why:
      'CloudFormation does not support parameters shared by another account in references and fails. A template parameter of ' +
      'type `AWS::SSM::Parameter::Value<…>` takes the full ARN of a shared parameter.',
    example: [
      'Host: "{{resolve:ssm:arn:aws:ssm:eu-west-1:210987654321:parameter/shared/host}}"  # found',
      '# right: a template parameter, and "Host: !Ref SharedHost"',
      'SharedHost:',
      '  Type: AWS::SSM::Parameter::Value<String>',
      '  Default: arn:aws:ssm:eu-west-1:210987654321:parameter/shared/host',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/systems-manager-parameter-types.html',
  },
  check,
};

function check({ use, unitOf }: ReferenceContext): readonly Draft[] {
  const { reference, place } = use;
  if (reference.kind !== 'malformed' || reference.fault.kind !== 'parameter-arn') return [];
  if (place === undefined || !isResolvedAt(place) || isProgram(place)) return [];
  const message =
    'A reference to a parameter takes a name. For one shared by another account use a template parameter of type AWS::SSM::Parameter::Value<…> with the ARN.';
  const rule = { code: CODE, severity: 'error', evidence: 'static', message } as const;
  const unit = unitOf(use);
  const fixes = [unit && parameterFix(use, unit), nameFix(use)].filter(fix => fix !== undefined);
  return [{ ...problemAt(rule, use, reference.fault.span), ...(fixes.length > 0 && { fixes }) }];
}

/** A template parameter with the ARN; those of CloudFormation hold no SecureString, and their defaults no version. */
function parameterFix(use: ReferenceUse, unit: TemplateUnit): DraftFix | undefined {
  const { reference } = use;
  const [, first, , , , , resource, ...others] = reference.segments;
  if (reference.kind !== 'malformed' || reference.service !== 'ssm') return undefined;
  if (first === undefined || resource === undefined || others.length > 0) return undefined;
  const arn = reference.text.slice(first.span.start, resource.span.end);
  const edits = isParameterArn(arn) ? putVariable(use, unit, { logicalId: NEW_ENTRY }) : undefined;
  const type = 'AWS::SSM::Parameter::Value<String>';
  return (
    edits && conversion(edits, { type, default: arn, id: idFor(resource.text.replace('parameter/', '')) })
  );
}

/** The name in `arn:aws:ssm:REGION:ACCOUNT:parameter/a/b`. `parameter/a` may be `a` or `/a`: nothing is offered. */
function nameFix(use: ReferenceUse): Fix | undefined {
  const [, arn, , service, region, account, resource] = use.reference.segments;
  if (arn === undefined || resource === undefined || region === undefined || account === undefined)
    return undefined;
  const name = /^parameter(\/[a-zA-Z0-9_.-]+(?:\/[a-zA-Z0-9_.-]+)+)$/.exec(resource.text)?.[1];
  if (service?.text !== 'ssm' || name === undefined) return undefined;
  const span = { start: arn.span.start, end: resource.span.end };
  return fixUnits(use, `Change to ${name}, if it is in the stack’s own account and Region`, span, name);
}
