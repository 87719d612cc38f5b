import type { Rule } from '../rule';
import type { PolicyContext } from './context';
import { reachableFromAnyAccount } from './rules/reachableFromAnyAccount';
import { syntax } from './rules/syntax';
import { unknownAction } from './rules/unknownAction';

/** Every rule about policies, in the order they are documented. */
export const policyRules: readonly Rule<PolicyContext>[] = [syntax, unknownAction, reachableFromAnyAccount];
