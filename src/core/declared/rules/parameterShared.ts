import type { Fix, Problem } from '../../problem';
import { hasMacro } from '../../template/macros';
import { shiftSpan } from '../../template/shift';
import { unitAt } from '../../template/unit';
import { advancedTierFix, notAdvanced } from '../advancedTier';
import { propertiesOf, type TemplateContext, type TemplateRule } from '../context';
import {
  type Declaration,
  type ParameterDeclaration,
  type ShareDeclaration,
  type SharedArn,
  variable,
} from '../declaration';
import { placedResourcesIn } from '../placedResources';
import { resourceText } from '../resourceText';

const CODE = 'parameter/shared-not-advanced';

export const parameterShared: TemplateRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A standard parameter is shared with other accounts.',
  documentation: {
    what:
      'An `AWS::SSM::Parameter` of the template whose ARN is in an `AWS::RAM::ResourceShare` or an ' +
      '`AWS::SSM::ResourcePolicy`, and whose `Tier` is `Standard` or that has none.',
    why: 'Parameter Store shares advanced parameters alone. Without `Tier` the default of the account decides, which is standard until somebody changes it. An advanced parameter is charged for.',
    example: [
      'Parameter: {Type: AWS::SSM::Parameter, Properties: {Name: /shared/host, …}}                    # found',
      'Share: {Type: AWS::RAM::ResourceShare, Properties: {ResourceArns: ["arn:…:parameter/shared/host"]}}',
      'Parameter: {Type: AWS::SSM::Parameter, Properties: {Name: /shared/host, Tier: Advanced, …}}    # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html',
  },
  check,
};

function check(context: TemplateContext): readonly Problem[] {
  const { declarations, transforms } = context;
  const shares = declarations.filter(isShare);
  if (shares.length === 0 || hasMacro(transforms)) return [];
  const parameters = parametersByArn(declarations);
  return shares.flatMap(share =>
    share.arns.flatMap(arn => {
      const parameter = parameters.get(afterService(arn.text) ?? '');
      return parameter === undefined ? [] : problemsOf(context, share, arn, parameter);
    }),
  );
}

function isShare(declaration: Declaration): declaration is ShareDeclaration {
  return declaration.kind === 'share' && !declaration.inLoop;
}

/** Longer than a name (1,011 characters) with all that stands before it; the search below is square in the length. */
const MAX_ARN = 2_048;

/** What follows `:parameter` in the ARN, of Parameter Store alone. */
function afterService(arn: string): string | undefined {
  return arn.length > MAX_ARN ? undefined : /^arn:.*?:ssm:.*?:parameter([/$].+)$/.exec(arn)?.[1];
}

/** By what an ARN has behind `:parameter`: the name, with a slash before it. A Ref is the name, its slash included or not. */
function parametersByArn(declarations: readonly Declaration[]): ReadonlyMap<string, ParameterDeclaration> {
  const found = new Map<string, ParameterDeclaration>();
  for (const declared of declarations) {
    if (declared.kind !== 'parameter' || declared.inLoop) continue;
    const reference = variable(declared.logicalId);
    found.set(reference, declared);
    found.set(`/${reference}`, declared);
    for (const { text } of declared.names) found.set(text.startsWith('/') ? text : `/${text}`, declared);
  }
  return found;
}

function problemsOf(
  { units }: TemplateContext,
  { logicalId }: ShareDeclaration,
  { span }: SharedArn,
  parameter: ParameterDeclaration,
): readonly Problem[] {
  const unit = unitAt(units, parameter.idSpan.start);
  const placed =
    unit && placedResourcesIn(unit).find(each => each.resource.logicalId === parameter.logicalId);
  // What looks missing may be half typed.
  if (unit === undefined || placed === undefined || unit.faults().length > 0) return [];
  const context = resourceText(unit, placed);
  return propertiesOf(context).flatMap(properties =>
    notAdvanced(context, properties).map(found => {
      const fix = advancedTierFix(context, properties, found);
      return {
        code: CODE,
        severity: 'warning' as const,
        evidence: 'static' as const,
        message:
          found.kind === 'default'
            ? `Without Tier the account's default decides, and a standard parameter is not shared: ${parameter.logicalId}`
            : `A standard parameter is not shared: ${parameter.logicalId}`,
        span,
        logicalId,
        related: [{ span: parameter.idSpan, message: 'The parameter' }],
        ...(fix && { fixes: [inDocument(fix, unit.offset)] }),
      };
    }),
  );
}

function inDocument({ title, edits }: Fix, by: number): Fix {
  return { title, edits: edits.map(({ span, newText }) => ({ span: shiftSpan(span, by), newText })) };
}
