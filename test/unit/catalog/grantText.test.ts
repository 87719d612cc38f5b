import assert from 'node:assert/strict';
import { constraintsText, operationsText } from '../../../src/core/catalog/grantText';
import type { KeyGrant } from '../../../src/core/catalog/items';

const grant = (more: Partial<KeyGrant>): KeyGrant => ({ grantId: 'g', operations: [], ...more });

describe('what a grant allows', () => {
  it('is said in words, what is not known as AWS names it and last', () => {
    assert.equal(
      operationsText(grant({ operations: ['Newest', 'DescribeKey', 'CreateGrant', 'Decrypt'] })),
      'decrypt, describe it, pass this on by grants of its own, Newest',
    );
    assert.equal(operationsText(grant({})), '');
  });

  it('is bounded by an encryption context, or not', () => {
    assert.equal(
      constraintsText(grant({ encryptionContextEquals: { stage: 'prod', app: 'x' } })),
      'only with exactly the encryption context stage=prod, app=x',
    );
    assert.equal(
      constraintsText(grant({ encryptionContextSubset: { stage: 'prod' } })),
      'only with an encryption context that has stage=prod',
    );
    assert.equal(constraintsText(grant({ encryptionContextSubset: {} })), undefined);
    assert.equal(constraintsText(grant({})), undefined);
  });
});
