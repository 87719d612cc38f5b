import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { testsIn } from '../each';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/via-service-region';

export const viaServiceRegion: Rule<PolicyContext> = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'The Region of a service is written out in a template.',
  documentation: {
    what: 'In a template, a value of `kms:ViaService` with a Region in letters, where `${AWS::Region}` would be that of the key.',
    why: 'A service uses keys of its own Region. Deployed to another Region the condition names a service that never asks for this key, and the permission is dead.',
    example:
      "kms:ViaService: s3.eu-west-1.amazonaws.com  →  kms:ViaService: !Sub 's3.${AWS::Region}.amazonaws.com'",
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  },
  check: context =>
    context.inTemplate && context.kind === 'key' && !context.broken
      ? testsIn(context.policy).flatMap(({ statement, test }) => {
          if (!/^kms:ViaService$/i.test(test.key)) return [];
          // Several Regions on purpose: a policy that replicas share.
          const regions = new Set(test.values.map(({ text }) => text.split('.')[1]));
          if (regions.size > 1) return [];
          return test.values.flatMap(value => {
            const host = hostOf(value);
            if (host === undefined) return [];
            const problem: Problem = {
              code: CODE,
              severity: 'info',
              message: `In another Region this service never asks for the key: ${shown(value.text)}`,
              span: value.span,
              evidence: 'static',
              ...placeOf(context, statement, 'Condition'),
              ...fixFor(value, host),
            };
            return [problem];
          });
        })
      : [],
};

/** The host with the Region left to the template. */
function hostOf({ text, open }: PolicyText): string | undefined {
  const [, service] = /^([a-z0-9-]+)\.[a-z]{2,6}(?:-[a-z]+)+-\d+\.amazonaws\.com$/.exec(text) ?? [];
  return open || service === undefined ? undefined : `${service}.\${AWS::Region}.amazonaws.com`;
}

function fixFor({ node, guard }: PolicyText, host: string): Pick<Problem, 'fixes'> {
  if (node.kind !== 'scalar' || node.tag !== undefined || guard.length > 0) return {};
  const newText = node.style === 'json' ? `{"Fn::Sub": "${host}"}` : `!Sub '${host}'`;
  return {
    fixes: [{ title: 'Take the Region the template is deployed to', edits: [{ span: node.span, newText }] }],
  };
}
