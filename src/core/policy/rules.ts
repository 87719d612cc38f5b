import type { Rule } from '../rule';
import type { PolicyContext } from './context';
import { elementConflict } from './rules/elementConflict';
import { missingElement } from './rules/missingElement';
import { reachableFromAnyAccount } from './rules/reachableFromAnyAccount';
import { resourceNotStar } from './rules/resourceNotStar';
import { sid } from './rules/sid';
import { syntax } from './rules/syntax';
import { tooBig } from './rules/tooBig';
import { unknownAction } from './rules/unknownAction';
import { wildcardWithoutLike } from './rules/wildcardWithoutLike';

/** Every rule about policies, in the order they are documented. */
export const policyRules: readonly Rule<PolicyContext>[] = [
  syntax,
  missingElement,
  elementConflict,
  resourceNotStar,
  tooBig,
  unknownAction,
  wildcardWithoutLike,
  sid,
  reachableFromAnyAccount,
];
