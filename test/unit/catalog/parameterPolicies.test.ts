import assert from 'node:assert/strict';
import { formatPolicies, knowsAll, parsePolicies } from '../../../src/core/catalog/parameterPolicies';

const EXPIRES = Date.UTC(2027, 0, 31, 18);
/** As the user guide writes them. */
const whole = JSON.stringify([
  { Type: 'Expiration', Version: '1.0', Attributes: { Timestamp: '2027-01-31T18:00:00.000Z' } },
  { Type: 'ExpirationNotification', Version: '1.0', Attributes: { Before: '15', Unit: 'Days' } },
  { Type: 'NoChangeNotification', Version: '1.0', Attributes: { After: '20', Unit: 'Days' } },
]);

describe('policies of a parameter', () => {
  it('are read and written again', () => {
    const policies = { expiration: EXPIRES, notifyBeforeDays: 15, notifyUnchangedDays: 20 };
    assert.deepEqual(parsePolicies(whole), policies);
    assert.equal(formatPolicies(policies), whole);
    assert.equal(formatPolicies({}), '[]');
    assert.deepEqual(parsePolicies(undefined), {});
  });

  it('are not written again where that would lose some', () => {
    assert.equal(knowsAll(whole), true);
    assert.equal(knowsAll(undefined), true);
    const [expiration, before] = JSON.parse(whole);
    const hours = { ...before, Attributes: { Before: '30', Unit: 'Hours' } };
    for (const text of ['', '{', "[{'Type': 'Expiration'}]"]) assert.equal(knowsAll(text), false, text);
    for (const policies of [[expiration, hours], [before, before], [{ Type: 'New' }], ['x'], [null]])
      assert.equal(knowsAll(JSON.stringify(policies)), false, JSON.stringify(policies));
  });

  it('are none where the text is none of AWS', () => {
    for (const text of [
      '',
      '{',
      '{}',
      '[]',
      '"x"',
      '[{"Type":"Expiration","Attributes":{"Timestamp":"soon"}}]',
    ])
      assert.deepEqual(parsePolicies(text), {});
  });
});
