import type { Rule } from '../rule';
import type { PolicyContext } from './context';
import { badCharacters } from './rules/badCharacters';
import { conditionNotForAction } from './rules/conditionNotForAction';
import { conditionType } from './rules/conditionType';
import { elementConflict } from './rules/elementConflict';
import { forbiddenConditionKey } from './rules/forbiddenConditionKey';
import { foreignServiceAction } from './rules/foreignServiceAction';
import { groupPrincipal } from './rules/groupPrincipal';
import { iamOnlyAction } from './rules/iamOnlyAction';
import { malformedPrincipal } from './rules/malformedPrincipal';
import { missingElement } from './rules/missingElement';
import { orphanPrincipalId } from './rules/orphanPrincipalId';
import { reachableFromAnyAccount } from './rules/reachableFromAnyAccount';
import { resourceNotStar } from './rules/resourceNotStar';
import { setOperator } from './rules/setOperator';
import { sid } from './rules/sid';
import { syntax } from './rules/syntax';
import { tooBig } from './rules/tooBig';
import { unknownAction } from './rules/unknownAction';
import { unknownConditionKey } from './rules/unknownConditionKey';
import { viaServiceName } from './rules/viaServiceName';
import { wildcardInPrincipalArn } from './rules/wildcardInPrincipalArn';
import { wildcardWithoutLike } from './rules/wildcardWithoutLike';

/** Every rule about policies, in the order they are documented. */
export const policyRules: readonly Rule<PolicyContext>[] = [
  syntax,
  missingElement,
  elementConflict,
  resourceNotStar,
  tooBig,
  badCharacters,
  groupPrincipal,
  wildcardInPrincipalArn,
  orphanPrincipalId,
  malformedPrincipal,
  unknownAction,
  foreignServiceAction,
  iamOnlyAction,
  forbiddenConditionKey,
  unknownConditionKey,
  conditionNotForAction,
  conditionType,
  setOperator,
  wildcardWithoutLike,
  viaServiceName,
  sid,
  reachableFromAnyAccount,
];
