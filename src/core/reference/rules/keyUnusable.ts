import type { KeyFact } from '../../ports';
import type { Problem } from '../../problem';
import { type LiveContext, type LiveRule, liveProblem, readIn } from './live';

const CODE = 'reference/key-unusable';

export const keyUnusable: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The KMS key of a SecureString or secret is disabled, scheduled for deletion or gone.',
  documentation: {
    what:
      'A parameter or secret that is encrypted with a key of your own, in a state in which KMS decrypts nothing. AWS’s own ' +
      'keys (`aws/ssm`, `aws/secretsmanager`) are not looked at, nor keys that you may not describe.',
    why:
      'The value cannot be decrypted, so CloudFormation fails when it resolves the reference. A key that is scheduled for ' +
      'deletion can be saved (CancelKeyDeletion); what a deleted one encrypted is lost.',
    example:
      'Token: "{{resolve:secretsmanager:prod/reports}}"  # found while the key of prod/reports is disabled',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  },
  check,
};

/** `Creating` and `Updating` pass by themselves. */
const STATES: Readonly<Partial<Record<KeyFact['state'], string>>> = {
  Disabled: 'is disabled',
  PendingDeletion: 'is scheduled for deletion',
  PendingReplicaDeletion: 'is scheduled for deletion',
  PendingImport: 'has no key material',
  Unavailable: 'is not available',
  NotFound: 'does not exist any more',
};

function check(context: LiveContext): readonly Problem[] {
  const { answer, id, failing } = context;
  // A plain reference to a SecureString is wrong with any key.
  if (answer.status !== 'known' || context.use.resolved?.kind === 'ssm') return [];
  const { key } = answer.fact;
  const state = key?.status === 'known' ? STATES[key.value.state] : undefined;
  if (key?.status !== 'known' || state === undefined) return [];
  const message = `Its KMS key ${state} in ${readIn(context)}, so the value cannot be decrypted: ${key.value.keyId}`;
  const role = id.kind === 'parameter' ? 'name' : 'secret-id';
  return [liveProblem(context, { code: CODE, severity: failing, message, role })];
}
