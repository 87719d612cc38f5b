import { ambiguousSecretName } from './rules/ambiguousSecretName';
import type { LiveRule, ReferenceRule } from './rules/context';
import { crossAccount } from './rules/crossAccount';
import { noRotationPin } from './rules/noRotationPin';
import { notFound } from './rules/notFound';
import { notResolvedHere } from './rules/notResolvedHere';
import { publicParameter } from './rules/publicParameter';
import { secretNotSupportedHere } from './rules/secretNotSupportedHere';
import { secureNotSupportedHere } from './rules/secureNotSupportedHere';
import { stageAndVersion } from './rules/stageAndVersion';
import { syntax } from './rules/syntax';
import { trailingBackslash } from './rules/trailingBackslash';
import { unknownService } from './rules/unknownService';
import { versionRequired } from './rules/versionRequired';

/** Rules that look at a reference alone. What they found is kept as long as it stays: they see nothing else. */
export const staticRules: readonly ReferenceRule[] = [
  syntax,
  trailingBackslash,
  unknownService,
  crossAccount,
  secureNotSupportedHere,
  secretNotSupportedHere,
  notResolvedHere,
  versionRequired,
  stageAndVersion,
  noRotationPin,
  ambiguousSecretName,
  publicParameter,
];

/** Rules that look at what an account answered. */
export const liveRules: readonly LiveRule[] = [notFound];

/** Every rule about references, in the order of the documentation. */
export const referenceRules = [...staticRules, ...liveRules] as const;
