import type { HealthRule } from './rule';
import { keyDeletionReferenced } from './rules/keyDeletionReferenced';
import { keyDisabled } from './rules/keyDisabled';
import { keyNoAlias } from './rules/keyNoAlias';
import { keyPolicyWide } from './rules/keyPolicyWide';
import { keyRotationOff } from './rules/keyRotationOff';
import { keyUnused } from './rules/keyUnused';
import { parameterNameLooksSecret } from './rules/parameterNameLooksSecret';
import { parameterServiceKey } from './rules/parameterServiceKey';
import { parameterTierUnneeded } from './rules/parameterTierUnneeded';
import { secretDeletionReferenced } from './rules/secretDeletionReferenced';
import { secretNeverRotated } from './rules/secretNeverRotated';
import { secretRotationOff } from './rules/secretRotationOff';
import { secretRotationOverdue } from './rules/secretRotationOverdue';
import { secretRotationStuck } from './rules/secretRotationStuck';
import { secretUnread } from './rules/secretUnread';

/** Every rule of the health report, in the order it is shown: what may be lost first, what costs last. */
export const healthRules: readonly HealthRule[] = [
  keyDeletionReferenced,
  secretDeletionReferenced,
  keyPolicyWide,
  keyDisabled,
  secretRotationStuck,
  secretNeverRotated,
  secretRotationOverdue,
  secretRotationOff,
  keyRotationOff,
  parameterNameLooksSecret,
  parameterServiceKey,
  keyNoAlias,
  secretUnread,
  keyUnused,
  parameterTierUnneeded,
];
