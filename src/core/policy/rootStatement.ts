/** The first statement of AWS's default key policy, which leaves the key to the IAM policies of its account. */
import type { Fix } from '../problem';
import { target } from '../template/node';
import { textOf } from '../template/symbolic';
import { accountPieces } from './accounts';
import type { PolicyContext } from './context';
import { appendItem } from './edit';
import { object, type Value } from './written';

/**
 * A fix that adds it; none where the account is not known, or Statement is no list.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 */
export function rootStatementFix(context: PolicyContext): readonly Fix[] {
  const { text, policy } = context;
  const list = target(policy.statementEntry?.value);
  const root = rootOf(context);
  if (list?.kind !== 'sequence' || root === undefined) return [];
  const statement = object(
    ['Sid', 'Enable IAM policies'],
    ['Effect', 'Allow'],
    ['Principal', object(['AWS', root])],
    ['Action', 'kms:*'],
    ['Resource', '*'],
  );
  const edit = appendItem(text, list, statement);
  return edit === undefined ? [] : [{ title: 'Add the default root statement', edits: [edit] }];
}

function rootOf(context: PolicyContext): Value | undefined {
  if (context.inTemplate) return { kind: 'sub', text: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' };
  const account = context.account ?? onlyAccountIn(context);
  const partition = partitionIn(context);
  return account === undefined ? undefined : { kind: 'text', text: `arn:${partition}:iam::${account}:root` };
}

/** Where all principals are of one account, the key is as good as surely there. */
function onlyAccountIn({ policy }: PolicyContext): string | undefined {
  const accounts = new Set<string>();
  for (const { principal } of policy.statements) {
    for (const one of principal?.principals ?? []) {
      const pieces = accountPieces(one);
      if (pieces !== undefined) accounts.add(textOf(pieces));
    }
  }
  const [only, ...others] = accounts;
  return only !== undefined && others.length === 0 && /^\d{12}$/.test(only) ? only : undefined;
}

function partitionIn({ policy }: PolicyContext): string {
  for (const { principal } of policy.statements) {
    for (const { text } of principal?.principals ?? []) {
      const [, partition] = /^arn:([a-z-]+):/.exec(text.text) ?? [];
      if (partition !== undefined) return partition;
    }
  }
  return 'aws';
}
