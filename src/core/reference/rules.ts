import type { Rule } from '../rule';
import { ambiguousSecretName } from './rules/ambiguousSecretName';
import { arnExpected } from './rules/arnExpected';
import type { ItemRule, ReferenceRule } from './rules/context';
import { crossAccount } from './rules/crossAccount';
import { exposed } from './rules/exposed';
import { keyUnusable } from './rules/keyUnusable';
import type { LiveRule } from './rules/live';
import { missingSub } from './rules/missingSub';
import { noRotationPin } from './rules/noRotationPin';
import { notFound } from './rules/notFound';
import { notResolvedHere } from './rules/notResolvedHere';
import { primaryIdentifier } from './rules/primaryIdentifier';
import { publicParameter } from './rules/publicParameter';
import { sameStack } from './rules/sameStack';
import { secretDeleted } from './rules/secretDeleted';
import { secretNotSupportedHere } from './rules/secretNotSupportedHere';
import { secureNotInRegion } from './rules/secureNotInRegion';
import { secureNotSupportedHere } from './rules/secureNotSupportedHere';
import { space, type UnitContext } from './rules/space';
import { split } from './rules/split';
import { stageAndVersion } from './rules/stageAndVersion';
import { stageNotFound } from './rules/stageNotFound';
import { syntax } from './rules/syntax';
import { type CountContext, tooMany } from './rules/tooMany';
import { trailingBackslash } from './rules/trailingBackslash';
import { unknownSecretKey } from './rules/unknownSecretKey';
import { unknownSecretKeyLive } from './rules/unknownSecretKeyLive';
import { unknownService } from './rules/unknownService';
import { unquoted } from './rules/unquoted';
import { type LiveDocument, unreadable } from './rules/unreadable';
import { versionBehind } from './rules/versionBehind';
import { versionNotFound } from './rules/versionNotFound';
import { versionRequired } from './rules/versionRequired';
import { wholeSecret } from './rules/wholeSecret';
import { wrongKind } from './rules/wrongKind';

/** Rules that look at a reference and the part of the template it stands in: what they found is kept as long as that stays. */
export const staticRules: readonly ReferenceRule[] = [
  syntax,
  unquoted,
  missingSub,
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
  split,
  arnExpected,
  exposed,
  primaryIdentifier,
];

/** Rules that look at all references of a template at once, by what is kept of its parts. */
export const countRules: readonly Rule<CountContext>[] = [tooMany];

/** Rules that look for what is no reference but was meant as one. */
export const unitRules: readonly Rule<UnitContext>[] = [space];

/** Rules that compare references with what the same template declares: kept as long as both stay. */
export const itemRules: readonly ItemRule[] = [unknownSecretKey, wholeSecret, sameStack];

/** Rules that look at what an account answered about one reference. */
export const liveRules: readonly LiveRule[] = [
  notFound,
  versionNotFound,
  stageNotFound,
  wrongKind,
  versionBehind,
  secretDeleted,
  secureNotInRegion,
  keyUnusable,
  unknownSecretKeyLive,
];

/** Rules that look at all that an account was asked about a document. */
export const liveDocumentRules: readonly Rule<LiveDocument>[] = [unreadable];

/** Every rule about references, in the order of the documentation. */
export const referenceRules = [
  ...staticRules,
  ...itemRules,
  ...countRules,
  ...unitRules,
  ...liveRules,
  ...liveDocumentRules,
] as const;
