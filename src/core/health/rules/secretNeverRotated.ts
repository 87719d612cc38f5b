import { dayOf } from '../days';
import { rotationTrouble } from '../rotation';
import type { RuleFor } from '../rule';

export const secretNeverRotated: RuleFor<'secret'> = {
  code: 'secret-never-rotated',
  on: 'secret',
  severity: 'warning',
  title: 'Secrets that were to rotate and never did',
  documentation: {
    what: 'A secret whose rotation is on, which was never rotated, though the date it was due on is past.',
    why: 'The function fails or may not be called; whoever relies on the rotation has none.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  },
  fixes: ['rotate-now', 'set-rotation'],
  check: (secret, { now }) =>
    rotationTrouble(secret, now) === 'never'
      ? {
          message: `Rotation is on, was due on ${dayOf(secret.nextRotationDate ?? now)}, and has never been done.`,
        }
      : undefined,
};
