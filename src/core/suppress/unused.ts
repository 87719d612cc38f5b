import type { Problem } from '../problem';
import type { RuleDescription } from '../rule';
import { isMeant, type Suppression } from './suppression';

const CODE = 'suppression/unused';

export const unusedSuppression: RuleDescription = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A problem is switched off that is not there, or that no rule finds.',
  documentation: {
    what: 'A code in a comment `keyhole-disable-next-line` or `keyhole-disable-line`, or under `keyhole: {disable: […]}` in Metadata, under which nothing was found. Codes of rules that ask an account are told only when there is no such rule.',
    why: 'What was switched off for a reason may be mended long since. What is left hides the next problem of that kind in its place.',
    example: [
      'Metadata:',
      '  keyhole:',
      '    disable: [policy/confused-deputy]  # of a resource: for what is found in it',
      'Properties:',
      '  KeyPolicy:',
      '    # keyhole-disable-next-line policy/root-missing -- the account is closed',
      '    Statement: []',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html',
  },
};

/** Of a suppression that covered nothing. `known`: the codes there are, with whether an account is asked. */
export function unusedProblem(
  { code, span, removal }: Suppression,
  known: ReadonlyMap<string, boolean>,
): Problem | undefined {
  const meant = [...known].filter(([one]) => isMeant(code, one));
  if (meant.some(([, asksAccount]) => asksAccount)) return undefined;
  const message =
    meant.length === 0
      ? `There is no such rule: ${shortened(code)}`
      : `Nothing of the kind is found here: ${code}`;
  return {
    code: CODE,
    severity: 'warning',
    message,
    span,
    evidence: 'static',
    ...(removal && { fixes: [{ title: `Remove ${shortened(code)}`, edits: [removal] }] }),
  };
}

function shortened(code: string): string {
  return code.length > 80 ? `${code.slice(0, 79)}…` : code;
}
