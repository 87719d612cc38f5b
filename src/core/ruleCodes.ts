import { declaredRules } from './declared/rules';
import { livePolicyRules, policyRules } from './policy/rules';
import { referenceRules } from './reference/rules';

/** Every code that a rule finds, and whether one of its rules asks an account. */
export const ruleCodes: ReadonlyMap<string, boolean> = codesOf();

function codesOf(): ReadonlyMap<string, boolean> {
  const codes = new Map<string, boolean>();
  for (const { code, evidence } of [
    ...referenceRules,
    ...declaredRules,
    ...policyRules,
    ...livePolicyRules,
  ]) {
    codes.set(code, codes.get(code) === true || evidence === 'live');
  }
  return codes;
}
