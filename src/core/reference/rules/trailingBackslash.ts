import type { Problem } from '../../problem';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isProgram } from './program';

const CODE = 'reference/trailing-backslash';

export const trailingBackslash: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A dynamic reference ends in a backslash.',
  documentation: {
    what: 'The last character before `}}` is a backslash. (Backslashes inside a secret’s value do no harm.)',
    why:
      'CloudFormation cannot resolve such a reference, which causes the resource operation to fail. AWS says so in the ' +
      'considerations on dynamic references. In double quotes of YAML and in JSON the backslash is written twice.',
    example: [
      "Host: '{{resolve:ssm:/my-app/prod/database/host\\}}'  # found",
      "Host: '{{resolve:ssm:/my-app/prod/database/host}}'   # right",
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'malformed' || reference.fault.kind !== 'trailing-backslash') return [];
  if (place === undefined || !isResolvedAt(place) || isProgram(place)) return [];
  const { span, message } = reference.fault;
  const problem = problemAt({ code: CODE, severity: 'error', evidence: 'static', message }, use, span);
  const fix = fixUnits(use, 'Remove the backslash', backslashes(reference.text, span.end), '');
  return [{ ...problem, ...(fix && { fixes: [{ ...fix, preferred: true }] }) }];
}

/** All backslashes before `end`: one that is left would be the last again. */
function backslashes(text: string, end: number): { readonly start: number; readonly end: number } {
  let start = end;
  while (text.charCodeAt(start - 1) === BACKSLASH) start--;
  return { start, end };
}

const BACKSLASH = 92;
