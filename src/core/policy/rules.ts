import type { Rule } from '../rule';
import type { PolicyContext } from './context';
import type { LivePolicyRule } from './live';
import { actionWrongKeyType } from './rules/actionWrongKeyType';
import { badCharacters } from './rules/badCharacters';
import { boundIsIneffective } from './rules/boundIsIneffective';
import { conditionConstant } from './rules/conditionConstant';
import { conditionNotForAction } from './rules/conditionNotForAction';
import { conditionType } from './rules/conditionType';
import { confusedDeputy } from './rules/confusedDeputy';
import { createGrantOpen } from './rules/createGrantOpen';
import { crossAccountIneffective } from './rules/crossAccountIneffective';
import { deadStatement } from './rules/deadStatement';
import { duplicateKey } from './rules/duplicateKey';
import { elementConflict } from './rules/elementConflict';
import { emptyElement } from './rules/emptyElement';
import { encryptionContextName } from './rules/encryptionContextName';
import { forbiddenConditionKey } from './rules/forbiddenConditionKey';
import { foreignAccount } from './rules/foreignAccount';
import { foreignServiceAction } from './rules/foreignServiceAction';
import { groupPrincipal } from './rules/groupPrincipal';
import { hardcodedAccount } from './rules/hardcodedAccount';
import { iamOnlyAction } from './rules/iamOnlyAction';
import { kmsStarNonRoot } from './rules/kmsStarNonRoot';
import { lockout } from './rules/lockout';
import { malformedPrincipal } from './rules/malformedPrincipal';
import { missingElement } from './rules/missingElement';
import { networkValue } from './rules/networkValue';
import { notPrincipalAllow } from './rules/notPrincipalAllow';
import { orphanPrincipalId } from './rules/orphanPrincipalId';
import { reachableFromAnyAccount } from './rules/reachableFromAnyAccount';
import { redundantStatement } from './rules/redundantStatement';
import { resourceNotStar } from './rules/resourceNotStar';
import { rootMissing } from './rules/rootMissing';
import { rootOfUnknownAccount } from './rules/rootOfUnknownAccount';
import { secretDeadAction } from './rules/secretDeadAction';
import { secretPublic } from './rules/secretPublic';
import { secretResource } from './rules/secretResource';
import { setOperator } from './rules/setOperator';
import { sid } from './rules/sid';
import { singleAdmin } from './rules/singleAdmin';
import { syntax } from './rules/syntax';
import { tooBig } from './rules/tooBig';
import { unknownAction } from './rules/unknownAction';
import { unknownConditionKey } from './rules/unknownConditionKey';
import { variable } from './rules/variable';
import { viaServiceName } from './rules/viaServiceName';
import { viaServiceRegion } from './rules/viaServiceRegion';
import { wildcardInPrincipalArn } from './rules/wildcardInPrincipalArn';
import { wildcardWithoutLike } from './rules/wildcardWithoutLike';

/** Every rule about policies, in the order they are documented. */
export const policyRules: readonly Rule<PolicyContext>[] = [
  syntax,
  missingElement,
  elementConflict,
  emptyElement,
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
  actionWrongKeyType,
  crossAccountIneffective,
  forbiddenConditionKey,
  unknownConditionKey,
  conditionNotForAction,
  conditionType,
  duplicateKey,
  setOperator,
  wildcardWithoutLike,
  networkValue,
  variable,
  viaServiceName,
  viaServiceRegion,
  encryptionContextName,
  conditionConstant,
  deadStatement,
  redundantStatement,
  sid,
  reachableFromAnyAccount,
  secretPublic,
  boundIsIneffective,
  notPrincipalAllow,
  foreignAccount,
  confusedDeputy,
  createGrantOpen,
  kmsStarNonRoot,
  lockout,
  rootMissing,
  singleAdmin,
  hardcodedAccount,
  secretDeadAction,
  secretResource,
];

/** Rules that compare the key policies of a template with the account that is connected. */
export const livePolicyRules: readonly LivePolicyRule[] = [rootOfUnknownAccount];

/** Those about actions and condition keys alone: for policies of users and roles, which are about other services too. */
export const actionRules: readonly Rule<PolicyContext>[] = [
  unknownAction,
  unknownConditionKey,
  conditionNotForAction,
  conditionType,
  setOperator,
  wildcardWithoutLike,
  viaServiceName,
  encryptionContextName,
];
