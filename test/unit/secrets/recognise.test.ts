import assert from 'node:assert/strict';
import fc from 'fast-check';
import { secretKeyReference } from '../../../src/core/catalog/versionReference';
import { parseReference } from '../../../src/core/reference/grammar';
import { type RecognisedShape, recognise } from '../../../src/core/secrets/recognise';

const json = (...keys: readonly string[]) => JSON.stringify(Object.fromEntries(keys.map(key => [key, 'x'])));

describe('what a secret holds', () => {
  const login = { username: 'u', password: 'p' };
  const shapes: readonly (readonly [value: string, RecognisedShape])[] = [
    [JSON.stringify({ ...login, engine: 'postgres', host: 'h' }), { kind: 'database', engine: 'postgres' }],
    [JSON.stringify({ ...login, engine: 'mongo' }), { kind: 'database', engine: 'mongo' }],
    [JSON.stringify({ ...login, engine: 'secret text', host: 'h' }), { kind: 'database' }],
    [JSON.stringify({ ...login, engine: ['postgres'], dbname: 'd' }), { kind: 'database' }],
    [json('User', 'Password', 'dbInstanceIdentifier'), { kind: 'database' }],
    [json('username', 'password'), { kind: 'login' }],
    [json('user', 'pwd', 'note'), { kind: 'login' }],
    [json('host', 'username'), { kind: 'pairs' }],
    [json('api_key', 'api_secret', 'endpoint'), { kind: 'apiKey' }],
    [json('X-API-Key'), { kind: 'apiKey' }],
    [json('client_id', 'clientSecret'), { kind: 'apiKey' }],
    [json('token'), { kind: 'apiKey' }],
    [json('tokenizer'), { kind: 'pairs' }],
    [json('certificate', 'private_key', 'chain'), { kind: 'certificate' }],
    [json('tls.crt', 'tls.key'), { kind: 'certificate' }],
    [json('private_key'), { kind: 'privateKey' }],
    [json('a', 'b'), { kind: 'pairs' }],
    ['{}', { kind: 'pairs' }],
    ['-----BEGIN CERTIFICATE-----\nMII', { kind: 'certificate' }],
    ['-----BEGIN RSA PRIVATE KEY-----\nMII', { kind: 'privateKey' }],
    ['-----BEGIN PRIVATE KEY-----\nMII', { kind: 'privateKey' }],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3B', { kind: 'privateKey' }],
    ['hunter2', { kind: 'text' }],
    ['', { kind: 'text' }],
    ['[1]', { kind: 'text' }],
    ['"text"', { kind: 'text' }],
    ['null', { kind: 'text' }],
    ['{"a":', { kind: 'text' }],
  ];
  for (const [value, shape] of shapes)
    it(`${shape.kind}: ${value.slice(0, 40).replaceAll('\n', ' ')}`, () =>
      assert.deepEqual(recognise(value, 'string').shape, shape));

  it('is binary, whatever its base64 may look like', () =>
    assert.deepEqual(recognise(json('a'), 'binary'), { shape: { kind: 'binary' }, keys: [] }));

  it('has its keys by their names, each once, and those of a prototype as any other', () => {
    assert.deepEqual(recognise('{"b":1,"a":2,"b":{"c":3}}', 'string').keys, ['b', 'a']);
    assert.deepEqual(recognise('{"__proto__":1,"engine":"toString"}', 'string'), {
      shape: { kind: 'pairs' },
      keys: ['__proto__', 'engine'],
    });
  });

  it('tells nothing of its values', () => {
    const canary = fc.string({ minLength: 1 }).map(text => `canary-${text}`);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), canary), canary, (object, text) => {
        assert.ok(!JSON.stringify(recognise(text, 'string')).includes('canary-'));
        const told = recognise(JSON.stringify({ ...object, engine: text }), 'string');
        assert.ok(!JSON.stringify(told).includes('canary-'));
      }),
    );
  });
});

describe('the reference to a key of a secret', () => {
  const secret = {
    name: 'prod/db',
    arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf',
  };

  it('is to exactly this key', () => {
    assert.equal(
      secretKeyReference(secret, 'password'),
      '{{resolve:secretsmanager:prod/db:SecretString:password}}',
    );
    assert.equal(
      secretKeyReference(secret, '$& $1'),
      '{{resolve:secretsmanager:prod/db:SecretString:$& $1}}',
    );
  });

  it('is none for a key that would end it', () => {
    for (const key of ['', 'a:b', 'a:', 'a\\\\', 'a}', '{a', 'a\nb', 'a\u202eb'])
      assert.equal(secretKeyReference(secret, key), undefined);
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), key => {
        const reference = secretKeyReference(secret, key);
        fc.pre(reference !== undefined);
        const parsed = parseReference(reference);
        assert.ok(parsed.kind === 'secretsmanager');
        assert.equal(parsed.jsonKey?.text, key);
      }),
    );
  });
});
