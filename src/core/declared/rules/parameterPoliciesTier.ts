import { insertEntry } from '../../policy/edit';
import type { Problem } from '../../problem';
import { valueAt } from '../../template/entries';
import {
  type GivenMap,
  hasMacro,
  lacks,
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
  if (context.resource.type !== 'AWS::SSM::Parameter' || context.broken || hasMacro(context)) return [];
  return propertiesOf(context).flatMap(properties => {
    const policies = textsAt(context, properties, POLICIES);
    const [first] = policies;
    if (first === undefined || policies.every(({ text }) => text === '')) return [];
    const place = { span: first.span, path: POLICIES };
    if (lacks(properties, 'Tier')) return [withoutTier(context, properties, place)];
    return textsAt(context, properties, 'Tier')
      .filter(tier => tier.text === 'Standard' && surelyTogether(first.guard, tier.guard))
      .map(tier => {
        const problem = resourceProblem(
          context,
          CODE,
          'warning',
          'A standard parameter takes no policies',
          place,
        );
        const node = valueAt(properties.node, 'Tier');
        const related = [{ span: tier.span, message: 'The tier' }];
        if (node?.kind !== 'scalar' || node.tag !== undefined) return { ...problem, related };
        const start = node.style === 'plain' ? node.span.start : node.span.start + 1;
        const edits = [{ span: { start, end: start + 'Standard'.length }, newText: 'Advanced' }];
        return { ...problem, related, fixes: [{ title: TITLE, edits }] };
      });
  });
}

const TITLE = 'Set Tier to Advanced, which is charged for';

function withoutTier(
  context: ResourceContext,
  { node }: GivenMap,
  place: { readonly span: Problem['span']; readonly path: string },
): Problem {
  const message = "Without Tier the account's default decides, and a standard parameter takes no policies";
  const problem = resourceProblem(context, CODE, 'warning', message, place);
  const edit = insertEntry(context.text, node, 'first', 'Tier', { kind: 'text', text: 'Advanced' });
  return edit === undefined ? problem : { ...problem, fixes: [{ title: TITLE, edits: [edit] }] };
}
