import type { CatalogId } from '../../ports';
import type { Fix, Problem } from '../../problem';
import type { SegmentRole } from '../form';
import type { ReferenceUse } from '../use';
import { type LiveContext, type LiveRule, liveProblem, preferIfOnly, readIn, replaceSegment } from './live';

const CODE = 'reference/not-found';

export const notFound: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The parameter or secret a reference names does not exist in the connected account and Region.',
  documentation: {
    what:
      'The account was asked and answered that there is no such name. Names of public parameters (`/aws/…`) and secrets ' +
      'given by ARN, which may be shared by another account, are never reported, nor names this template creates itself.',
    why:
      'CloudFormation fails when it resolves the reference. It is a warning because the stack may be meant for another ' +
      'account or Region than the one connected. Denied or unreachable accounts are no answer and report nothing.',
    example: [
      'Host: "{{resolve:ssm:/my-app/prod/database/hots}}"  # found, did you mean /my-app/prod/database/host?',
      'Host: "{{resolve:ssm:/my-app/prod/database/host}}"  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
  },
  check,
};

/** Whether "there is none" can be true of this name: a secret given by ARN may be shared by an account that hides it. */
function isListed(id: CatalogId): boolean {
  return id.kind === 'parameter' ? !/^\/?aws\//i.test(id.name) : !id.id.startsWith('arn:');
}

function check(context: LiveContext): readonly Problem[] {
  const { use, id, answer, isDeclared, failing } = context;
  if (answer.status !== 'absent' || isDeclared || !isListed(id)) return [];
  const name = id.kind === 'parameter' ? id.name : id.id;
  // Where a path ends in a slash, the rest of the name is most likely still being typed: in doubt silent.
  if (name.endsWith('/')) return [];

  const role = id.kind === 'parameter' ? 'name' : 'secret-id';
  const fixes = (answer.similar ?? []).flatMap(candidate => didYouMean(use, role, candidate) ?? []);
  const message = `No such ${id.kind} in ${readIn(context)}: ${name}`;
  return [liveProblem(context, { code: CODE, severity: failing, message, role, fixes: preferIfOnly(fixes) })];
}

/** Names come from an account: only those made of a name's own characters are written into a template. */
function didYouMean(use: ReferenceUse, role: SegmentRole, candidate: string): Fix | undefined {
  if (!/^[A-Za-z0-9/_+=.@!-]+$/.test(candidate)) return undefined;
  return replaceSegment(use, role, `Change to ${candidate}`, candidate);
}
