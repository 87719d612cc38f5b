import type { Problem } from '../../problem';
import { entriesOf, scalarText } from '../../template/entries';
import { removeEntry } from '../../template/remove';
import { propertiesOf, type ResourceContext, type ResourceRule, resourceProblem, textsAt } from '../context';

const CODE = 'policy/bypass-lockout-flag';
const FLAG = 'BypassPolicyLockoutSafetyCheck';

export const bypassLockoutFlag: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'KMS does not look whether anybody could change the policy again.',
  documentation: {
    what: '`BypassPolicyLockoutSafetyCheck: true` on a key or a replica.',
    why: 'KMS refuses a policy that would not let its caller change it again, unless it is told not to look. A key nobody manages is opened by AWS Support alone.',
    example: 'BypassPolicyLockoutSafetyCheck: true  # found',
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (!TYPES.has(context.resource.type ?? '')) return [];
  return propertiesOf(context).flatMap(properties => {
    const entry = entriesOf(properties.node).find(({ key }) => scalarText(key) === FLAG);
    return textsAt(context, properties, FLAG)
      .filter(({ text, open }) => !open && text.toLowerCase() === 'true')
      .map(({ span }): Problem => {
        const message = `KMS does not look whether anybody could change the policy again: ${FLAG}`;
        const found = resourceProblem(context, CODE, 'warning', message, { span, path: FLAG });
        const edit = entry && removeEntry(context.text, properties.node, entry);
        return edit === undefined ? found : { ...found, fixes: [{ title: `Remove ${FLAG}`, edits: [edit] }] };
      });
  });
}

const TYPES: ReadonlySet<string> = new Set(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey']);
