import type { Problem } from '../../problem';
import { hasMacro } from '../../template/macros';
import { advancedTierFix, type NotAdvanced, notAdvanced } from '../advancedTier';
import {
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';

const CODE = 'parameter/policies-need-advanced-tier';
const POLICIES = 'Policies';

export const parameterPoliciesTier: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A standard parameter takes no policies.',
  documentation: {
    what: '`Policies` (expiration, notifications) of an `AWS::SSM::Parameter` whose `Tier` is `Standard`, or that has none.',
    why: 'Parameter policies are for advanced parameters. PutParameter refuses them for a standard one; without `Tier` the default of the account decides. An advanced parameter is charged for.',
    example: ['Tier: Standard, Policies: …  # found', 'Tier: Advanced, Policies: …  # right'].join('\n'),
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SSM::Parameter' || context.broken || hasMacro(context.transforms))
    return [];
  return propertiesOf(context).flatMap(properties => {
    const policies = textsAt(context, properties, POLICIES);
    const [first] = policies;
    if (first === undefined || policies.every(({ text }) => text === '')) return [];
    const place = { span: first.span, path: POLICIES };
    return notAdvanced(context, properties).flatMap(found => {
      if (found.kind === 'standard' && !surelyTogether(first.guard, found.tier.guard)) return [];
      const problem = resourceProblem(context, CODE, 'warning', messageOf(found), place);
      const fix = advancedTierFix(context, properties, found);
      return [
        {
          ...problem,
          ...(found.kind === 'standard' && { related: [{ span: found.tier.span, message: 'The tier' }] }),
          ...(fix && { fixes: [fix] }),
        },
      ];
    });
  });
}

function messageOf({ kind }: NotAdvanced): string {
  return kind === 'default'
    ? "Without Tier the account's default decides, and a standard parameter takes no policies"
    : 'A standard parameter takes no policies';
}
