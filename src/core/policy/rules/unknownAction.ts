import { actionsMatching, type IamService, iamService } from '../../facts/iam';
import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import type { ActionMeaning } from '../actions';
import { closest } from '../closest';
import { type PolicyContext, placeOf } from '../context';
import { replaceUnits } from '../edit';
import type { Statement, TextElement } from '../model';
import type { PolicyText } from '../policyText';
import { serviceLabel, shown } from '../wording';

const CODE = 'policy/unknown-action';

export const unknownAction: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The action does not exist, or the wildcard matches none.',
  documentation: {
    what: 'An action of KMS, Secrets Manager or Systems Manager that is in no service reference. An error when the statement of a key or secret policy has no valid action left, otherwise a warning. Case does not count; other services are not checked.',
    why: 'An action that does not exist allows (or denies) nothing. Since August 2025 KMS refuses a key policy with a statement that has no valid action.',
    example: '"Action": "kms:Decript"  →  "Action": "kms:Decrypt"',
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
  },
  check: context => {
    // One slip tends to stand in many statements; its nearest name is looked for once.
    const findings = new Map<string, Finding | undefined>();
    const find: Find = (text, meaning) => {
      if (isValid(meaning)) return undefined;
      if (!findings.has(text.text)) findings.set(text.text, findingOf(context, text, meaning));
      return findings.get(text.text);
    };
    return context.policy.statements.flatMap(statement => [
      ...elementProblems(context, statement, statement.action, find),
      ...elementProblems(context, statement, statement.notAction, find),
    ]);
  },
};

type Find = (text: PolicyText, meaning: ActionMeaning) => Finding | undefined;

function elementProblems(
  context: PolicyContext,
  statement: Statement,
  element: TextElement | undefined,
  find: Find,
): readonly Problem[] {
  if (element === undefined) return [];
  const meanings = element.texts.map(text => ({ text, meaning: text.meaning }));
  const nothingLeft =
    !element.open &&
    element === statement.action &&
    // Of another service, policy/foreign-service-action speaks; it is nothing that is left.
    meanings.every(one => !isValid(one.meaning) || one.meaning.kind === 'foreign');
  // IAM takes an identity policy with unknown actions; KMS and Secrets Manager are known to look.
  const refuses = context.kind === 'key' || context.kind === 'secret';
  const severity = nothingLeft && refuses && !context.broken ? 'error' : 'warning';
  return meanings.flatMap(({ text, meaning }) => {
    const found = find(text, meaning);
    if (found === undefined) return [];
    const edit =
      found.name === undefined ? undefined : replaceUnits(text, found.from, text.text.length, found.name);
    const hint =
      found.name === undefined ? '' : ` (did you mean ${text.text.slice(0, found.from)}${found.name}?)`;
    const problem: Problem = {
      code: CODE,
      severity,
      message: `${found.message}${hint}: ${shown(text.text)}`,
      span: text.span,
      evidence: 'static',
      ...placeOf(context, statement, element.name),
      ...(edit && {
        fixes: [{ title: `Change to ${text.text.slice(0, found.from)}${found.name}`, edits: [edit] }],
      }),
    };
    return [problem];
  });
}

function isValid(meaning: ActionMeaning): boolean {
  return meaning.kind !== 'none' && meaning.kind !== 'malformed';
}

interface Finding {
  readonly message: string;
  /** What units from `from` on may have been meant as. */
  readonly name?: string;
  readonly from: number;
}

function findingOf(context: PolicyContext, text: PolicyText, meaning: ActionMeaning): Finding | undefined {
  if (meaning.kind === 'none') {
    const { service, name } = meaning;
    const message = /[*?]/.test(name)
      ? `No action of ${serviceLabel(service.prefix)} matches this wildcard`
      : `${serviceLabel(service.prefix)} has no such action`;
    return withName({ message, from: service.prefix.length + 1 }, suggestion(service, name));
  }
  if (meaning.kind !== 'malformed') return undefined;
  const message = 'An action is written service:name';
  const service = iamService(
    { key: 'kms', secret: 'secretsmanager', identity: '', unknown: '' }[context.kind],
  );
  if (service === undefined) return { message, from: 0 };
  const [match] = actionsMatching(service, text.text);
  const name = match === undefined ? suggestion(service, text.text) : text.text;
  return withName({ message, from: 0 }, name === undefined ? undefined : `${service.prefix}:${name}`);
}

function withName(finding: Finding, name: string | undefined): Finding {
  return name === undefined ? finding : { ...finding, name };
}

/** `ReEncrypt` → `ReEncrypt*`, `Decript` → `Decrypt`, `Generat?DataKey*` → none. */
function suggestion({ actions }: IamService, name: string): string | undefined {
  const names = actions.map(action => action.name);
  const stem = name.replace(/\*+$/, '');
  if (/[*?]/.test(stem) || stem === '') return undefined;
  if (stem === name) {
    const begin = names.filter(one => one.toLowerCase().startsWith(stem.toLowerCase()));
    if (stem.length >= 4 && begin.length > 1) return `${stem}*`;
    return closest(name, names);
  }
  const nearest = closest(stem, [...new Set(names.map(one => one.slice(0, stem.length)))]);
  return nearest === undefined ? undefined : `${nearest}*`;
}
