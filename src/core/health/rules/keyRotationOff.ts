import type { RuleFor } from '../rule';

export const keyRotationOff: RuleFor<'key'> = {
  code: 'key-rotation-off',
  on: 'key',
  severity: 'warning',
  title: 'Keys that KMS could rotate, and does not',
  documentation: {
    what: 'An enabled customer managed key, symmetric, with material that KMS made, that is not rotated. Silent for every key KMS cannot rotate, for replicas of multi-Region keys, which follow their primary, and where the status was not read.',
    why: 'Rotation renews the material that new data is encrypted with; what was encrypted before stays readable, and nobody has to do anything. Each of the first two rotations of a key adds $1 a month.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  },
  fixes: ['turn-on-rotation'],
  check({ manager, metadata, rotation }) {
    if (manager !== 'CUSTOMER' || metadata === undefined || rotation?.enabled !== false) return undefined;
    const { state, spec, origin, multiRegionConfiguration: regions } = metadata;
    if (state !== 'Enabled' || spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS') return undefined;
    return regions?.type === 'REPLICA' ? undefined : { message: 'Its rotation is off.' };
  },
};
