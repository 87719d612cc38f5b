import type { CatalogId } from '../../ports';
import type { Fix, Problem } from '../../problem';
import type { DeclaredNames } from '../declared';
import type { ReferenceUse } from '../use';
import { fixUnits, isResolvedAt, type LiveContext, type LiveRule, problemAt } from './context';

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

/** Whether an account's listing can say that this name does not exist. */
export function isListed(id: CatalogId): boolean {
  return id.kind === 'parameter' ? !/^\/?aws\//i.test(id.name) : !id.id.startsWith('arn:');
}

function check({ use, answer, declared }: LiveContext): readonly Problem[] {
  const { id } = use;
  if (answer?.status !== 'absent' || id === undefined || !isListed(id)) return [];
  if (use.place !== undefined && !isResolvedAt(use.place)) return [];
  // Where a path ends in a slash, the rest of the name is most likely still being typed: in doubt silent.
  if ((id.kind === 'parameter' ? id.name : id.id).endsWith('/')) return [];
  if (isDeclared(id, declared())) return [];

  const { origin, similar = [] } = answer;
  const what = id.kind === 'parameter' ? 'parameter' : 'secret';
  const name = id.kind === 'parameter' ? id.name : id.id;
  const given = use.filled.map(hole => `${hole.name} = ${hole.value}`).join(', ');
  const condition = given === '' ? '' : `, with the default ${given}`;
  const message = `No such ${what} in ${origin.connection} (read ${minute(origin.readAt)}${condition}): ${name}`;
  const segment = use.reference.segments[1];
  const problem = problemAt(
    { code: CODE, severity: 'warning', evidence: 'live', message },
    use,
    segment?.span,
  );
  const fixes = similar.flatMap(candidate => didYouMean(use, candidate) ?? []);
  const [only] = fixes;
  const offered = fixes.length === 1 && only !== undefined ? [{ ...only, preferred: true }] : fixes;
  return [{ ...problem, readAt: origin.readAt, ...(offered.length > 0 && { fixes: offered }) }];
}

function isDeclared(id: CatalogId, declared: DeclaredNames): boolean {
  return id.kind === 'parameter' ? declared.parameters.has(id.name) : declared.secrets.has(id.id);
}

/** Names come from an account: only those made of a name's own characters are written into a template. */
function didYouMean(use: ReferenceUse, candidate: string): Fix | undefined {
  const segment = use.reference.segments[1];
  if (segment === undefined || !/^[A-Za-z0-9/_+=.@!-]+$/.test(candidate)) return undefined;
  return fixUnits(use, `Change to ${candidate}`, segment.span, candidate);
}

function minute(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
