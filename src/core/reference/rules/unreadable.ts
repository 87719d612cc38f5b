import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { Failure } from '../../failure';
import type { CatalogAnswer, Detail } from '../../ports';
import type { Problem } from '../../problem';
import type { Rule } from '../../rule';

const CODE = 'reference/unreadable';

/** Something an account did not tell about: a reference, or the default of a template parameter. */
export interface Asked {
  readonly name: string;
  readonly answer: CatalogAnswer;
  /** A problem at its place. */
  problemAt(rule: Pick<Problem, 'code' | 'severity' | 'evidence' | 'message'>): Problem;
}

export interface LiveDocument {
  /** Defaults of template parameters, then references in the order of the text. */
  readonly unreadable: readonly Asked[];
}

export const unreadable: Rule<LiveDocument> = {
  code: CODE,
  severity: 'info',
  evidence: 'live',
  summary: 'A permission is missing to check names in the connected account.',
  documentation: {
    what:
      'The account denied a question that references of this file need answered. Said once for each action and file, at the ' +
      'first reference that is not checked for it, with the number of names it concerns.',
    why:
      'Nothing is known of what could not be asked, so no problem is reported there, and none seen does not mean that there is ' +
      'none. Names are checked with `ssm:DescribeParameters` (or `ssm:GetParameters`) and `secretsmanager:DescribeSecret`, ' +
      'pinned versions with `ssm:GetParameterHistory` and `secretsmanager:ListSecretVersionIds`; values are not read.',
    example:
      'Host: "{{resolve:ssm:/my-app/prod/database/host}}"  # found while ssm:DescribeParameters is denied',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
  },
  check,
};

/** Whether a permission is missing to know all of it. */
export function isUnreadable(answer: CatalogAnswer): boolean {
  return denialsOf(answer).length > 0;
}

function check({ unreadable: asked }: LiveDocument): readonly Problem[] {
  const byAction = new Map<string, { readonly first: Asked; readonly names: Set<string> }>();
  for (const one of asked) {
    for (const { missingAction, operation } of denialsOf(one.answer)) {
      const action = missingAction ?? operation;
      const group = byAction.get(action) ?? { first: one, names: new Set() };
      group.names.add(one.name);
      byAction.set(action, group);
    }
  }
  return [...byAction].flatMap(([action, { first, names }]) => {
    if (first.answer.status === 'unavailable') return [];
    const { origin } = first.answer;
    const count = names.size === 1 ? 'One name' : `${names.size} names`;
    const message = `${count} of this file could not be checked in ${whereAndWhen(origin)}. The missing permission is: ${action}`;
    const problem = first.problemAt({ code: CODE, severity: 'info', evidence: 'live', message });
    return [{ ...problem, readAt: origin.readAt }];
  });
}

/** Not the one for a key's state: the reference itself was checked, and a key is another matter. */
function denialsOf(answer: CatalogAnswer): readonly Failure[] {
  if (answer.status === 'denied') return [answer.failure];
  if (answer.status !== 'known') return NONE;
  const { fact } = answer;
  if (fact.kind === 'parameter') return denialOf(fact.pinned);
  const versions = denialOf(fact.versions);
  return fact.jsonKeys === undefined ? versions : [...versions, ...denialOf(fact.jsonKeys)];
}

function denialOf(detail: Detail<unknown> | undefined): readonly Failure[] {
  return detail?.status === 'denied' ? [detail.failure] : NONE;
}

const NONE: readonly Failure[] = [];
