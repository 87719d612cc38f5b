import { pendingOf } from '../../secrets/versionStages';
import { rotationTrouble } from '../rotation';
import type { RuleFor } from '../rule';

export const secretRotationStuck: RuleFor<'secret'> = {
  code: 'secret-rotation-stuck',
  on: 'secret',
  severity: 'warning',
  title: 'Rotations that do not end',
  documentation: {
    what: 'A secret that rotates, of which a version has held AWSPENDING, and not AWSCURRENT, for more than a day.',
    why: 'A step of the rotation function failed, and Secrets Manager begins no other rotation before this one has ended. The log of the function says why.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  },
  fixes: ['show-versions', 'set-rotation'],
  check: (secret, { now }) =>
    rotationTrouble(secret, now) === 'stuck'
      ? {
          message: `A rotation has begun and not ended: version ${pendingOf(secret)} still has AWSPENDING. The log of its function says why.`,
        }
      : undefined,
};
