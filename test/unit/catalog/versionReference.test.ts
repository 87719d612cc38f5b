import assert from 'node:assert/strict';
import {
  parameterVersionReference,
  secretVersionReference,
} from '../../../src/core/catalog/versionReference';

describe('a reference to one version', () => {
  it('of a parameter', () => {
    assert.equal(parameterVersionReference({ name: '/a/b', type: 'String' }, 3), '{{resolve:ssm:/a/b:3}}');
    assert.equal(
      parameterVersionReference({ name: '/a/b', type: 'SecureString' }, 12),
      '{{resolve:ssm-secure:/a/b:12}}',
    );
  });

  it('of a secret, by its name or, where that would not be found, its ARN', () => {
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf';
    assert.equal(
      secretVersionReference({ name: 'prod/$&', arn }, id),
      `{{resolve:secretsmanager:prod/$&:SecretString:::${id}}}`,
    );
    assert.equal(
      secretVersionReference({ name: 'my-secret', arn }, id),
      `{{resolve:secretsmanager:${arn}:SecretString:::${id}}}`,
    );
  });
});
