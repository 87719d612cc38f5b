import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import type { ActionMeaning } from '../actions';
import { type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { serviceLabel, shown } from '../wording';

const CODE = 'policy/foreign-service-action';

export const foreignServiceAction: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A key or secret policy names an action of another service.',
  documentation: {
    what: 'An action of another service in the policy of a key or a secret. An error when the statement of a key policy has no action of KMS left, otherwise a warning. NotAction is left alone: taking out what is not there changes nothing.',
    why: 'Nobody does s3:GetObject to a key. The action is dead, and KMS refuses a statement without any action of its own.',
    example: '"Action": ["kms:Decrypt", "s3:GetObject"]  →  "Action": ["kms:Decrypt"]',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements',
  },
  check: context => {
    const own = { key: 'kms', secret: 'secretsmanager', identity: undefined, unknown: undefined }[
      context.kind
    ];
    if (own === undefined) return [];
    return context.policy.statements.flatMap(statement => statementProblems(context, statement, own));
  },
};

function statementProblems(context: PolicyContext, statement: Statement, own: string): readonly Problem[] {
  const { action } = statement;
  if (action === undefined) return [];
  const meanings = action.texts.map(text => ({ text, meaning: text.meaning }));
  const isOwnLeft = action.open || meanings.some(({ meaning }) => mayBeOf(own, meaning));
  // KMS is known to refuse it, Secrets Manager is not.
  const severity = context.kind === 'key' && !isOwnLeft && !context.broken ? 'error' : 'warning';
  return meanings.flatMap(({ text, meaning }) => {
    const service = serviceOf(meaning);
    if (service === undefined || service === own) return [];
    const edit = removeItem(context.text, action.entry.value, text.node);
    const problem: Problem = {
      code: CODE,
      severity,
      message: `The policy of a ${context.kind} is about actions of ${serviceLabel(own)}, not: ${shown(text.text)}`,
      span: text.span,
      evidence: 'static',
      ...placeOf(context, statement, action.name),
      ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
    };
    return [problem];
  });
}

function serviceOf(meaning: ActionMeaning): string | undefined {
  switch (meaning.kind) {
    case 'actions':
    case 'none':
      return meaning.service.prefix;
    case 'foreign':
      // `k*:Decrypt` may be of any service.
      return /^[a-z0-9-]+$/.test(meaning.prefix) ? meaning.prefix : undefined;
    case 'open':
    case 'every':
    case 'malformed':
      return undefined;
  }
}

function mayBeOf(own: string, meaning: ActionMeaning): boolean {
  const service = serviceOf(meaning);
  return service === undefined ? meaning.kind !== 'malformed' : service === own && meaning.kind !== 'none';
}
