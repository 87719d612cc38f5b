import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PolicyFlawKind, policyFlawOf } from '../../../src/core/secrets/policyFlaw';

describe('what AWS finds wrong with the policy of a secret', () => {
  const known: readonly (readonly [string | undefined, string | undefined, PolicyFlawKind])[] = [
    ['PUBLIC_ACCESS', undefined, 'public'],
    ['BroadAccess', 'whatever', 'public'],
    ['Zelkova check', undefined, 'public'],
    ['LOCKOUT', undefined, 'lockout'],
    ['CallerLockOut', undefined, 'lockout'],
    ['POLICY_SYNTAX', undefined, 'syntax'],
    ['SYNTAX', 'it grants broad access', 'syntax'],
    ['7', 'The policy locks out the caller arn:aws:iam::123456789012:user/me.', 'lockout'],
    [undefined, 'This resource policy contains invalid Json.', 'syntax'],
    ['POLICY_LENGTH_EXCEEDED', undefined, 'other'],
    [undefined, undefined, 'other'],
  ];
  for (const [check, message, kind] of known)
    it(`is ${kind}: ${check ?? 'no name'}, ${message ?? 'no message'}`, () => {
      assert.equal(policyFlawOf(check, message).kind, kind);
    });

  it('is named where AWS gives a name, and by nothing else it says', () => {
    assert.equal(policyFlawOf('PUBLIC_ACCESS', 'x').check, 'PUBLIC_ACCESS');
    const name = /^[A-Za-z][\w -]{0,60}$/;
    fc.assert(
      fc.property(fc.string(), fc.string(), (check, message) => {
        const flaw = policyFlawOf(check, message);
        assert.equal(flaw.check, name.test(check) ? check : undefined);
        assert.deepEqual(
          Object.keys(flaw).filter(key => key !== 'kind' && key !== 'check'),
          [],
        );
      }),
    );
    for (const check of ['[click](command:x)', 'a\nb', '', `x${'y'.repeat(61)}`])
      assert.equal(policyFlawOf(check, undefined).check, undefined);
  });
});
