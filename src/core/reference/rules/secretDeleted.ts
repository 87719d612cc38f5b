import type { Problem } from '../../problem';
import { day, type LiveContext, type LiveRule, liveProblem, readIn } from './live';

const CODE = 'reference/secret-deleted';

export const secretDeleted: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The secret a reference names is scheduled for deletion.',
  documentation: {
    what: 'The secret still exists in the connected account and Region and waits for its deletion.',
    why:
      'Its value cannot be read until the deletion is cancelled (RestoreSecret), so CloudFormation fails when it resolves the ' +
      'reference. Stacks that use it already fail with their next update, also the one that removes the reference.',
    example:
      'Token: "{{resolve:secretsmanager:prod/my-app/legacy-token}}"  # found after: aws secretsmanager delete-secret',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const { answer, failing } = context;
  if (answer.status !== 'known' || answer.fact.kind !== 'secret') return [];
  const { deletedDate } = answer.fact.metadata;
  if (deletedDate === undefined) return [];
  const message = `The secret cannot be read in ${readIn(context)}, as it is scheduled for deletion: ${day(deletedDate)}`;
  return [liveProblem(context, { code: CODE, severity: failing, message, role: 'secret-id' })];
}
