import assert from 'node:assert/strict';
import {
  layOutPolicy,
  type PolicyPlace,
  parsePolicyPath,
  policyPath,
} from '../../../src/client/documents/policyUri';
import { isRelevant } from '../../../src/client/language/relevance';
import {
  type ConnectionChoice,
  choiceKey,
  connectOptionsOf,
  defaultChoice,
  parseChoice,
  profileLabel,
} from '../../../src/client/session/choice';
import { isRegionId, regions } from '../../../src/client/session/regions';

describe('connection choice', () => {
  it('is read back, and anything else is the default', () => {
    assert.deepEqual(parseChoice({ kind: 'sandbox' }), { kind: 'sandbox' });
    assert.deepEqual(parseChoice({ kind: 'aws', profile: 'dev', region: 'eu-west-1', extra: 1 }), {
      kind: 'aws',
      profile: 'dev',
      region: 'eu-west-1',
    });
    assert.deepEqual(
      parseChoice({ kind: 'emulator', emulator: 'moto', region: 'eu-west-1', endpoint: 'http://evil' }),
      {
        kind: 'emulator',
        emulator: 'moto',
        region: 'eu-west-1',
      },
    );
    assert.deepEqual(parseChoice({ kind: 'emulator', emulator: '__proto__' }), defaultChoice);
    for (const stored of [undefined, null, 'dev', {}, [], 7])
      assert.deepEqual(parseChoice(stored), defaultChoice);
    assert.deepEqual(parseChoice({ kind: 'aws', profile: 7, region: '' }), defaultChoice);
  });

  it('goes before the settings; a chosen profile brings its own Region', () => {
    const settings = { profile: 'set', region: 'eu-west-1', endpoint: 'http://127.0.0.1:1' };
    const endpoint = settings.endpoint;
    assert.deepEqual(connectOptionsOf({ kind: 'aws' }, settings), settings);
    assert.deepEqual(connectOptionsOf({ kind: 'aws', profile: 'dev' }, settings), {
      profile: 'dev',
      endpoint,
    });
    assert.deepEqual(connectOptionsOf({ kind: 'aws', region: 'us-east-1' }, settings), {
      profile: 'set',
      region: 'us-east-1',
      endpoint,
    });
    assert.deepEqual(connectOptionsOf({ kind: 'aws' }, {}), {});
  });

  it('with a name is all in its definition, and read back whole', () => {
    const named = {
      kind: 'named',
      name: 'prod',
      profile: 'admin',
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:2',
    } as const;
    assert.deepEqual(parseChoice({ ...named, extra: 1 }), named);
    assert.deepEqual(parseChoice({ kind: 'named', profile: 'admin' }), { kind: 'aws', profile: 'admin' });
    const settings = { profile: 'set', region: 'us-east-1', endpoint: 'http://127.0.0.1:1' };
    const { profile, region, endpoint } = named;
    assert.deepEqual(connectOptionsOf(named, settings), { profile, region, endpoint });
    assert.deepEqual(connectOptionsOf({ kind: 'named', name: 'bare' }, settings), {});
  });

  it('has a key of its own', () => {
    const choices: readonly ConnectionChoice[] = [
      { kind: 'aws' },
      { kind: 'aws', profile: 'dev' },
      { kind: 'aws', region: 'dev' },
      { kind: 'aws', profile: 'dev', region: 'eu-west-1' },
      { kind: 'named', name: 'dev' },
      { kind: 'emulator', emulator: 'moto' },
      { kind: 'emulator', emulator: 'moto', region: 'eu-west-1' },
      { kind: 'sandbox' },
    ];
    assert.equal(new Set(choices.map(choiceKey)).size, choices.length);
    // What a name means may change; it is still that one.
    assert.equal(
      choiceKey({ kind: 'named', name: 'dev', region: 'a' }),
      choiceKey({ kind: 'named', name: 'dev' }),
    );
  });

  it('is shown by the name the credentials come from', () => {
    assert.equal(profileLabel('dev', { AWS_PROFILE: 'other' }), 'dev');
    assert.equal(profileLabel(undefined, { AWS_PROFILE: 'other', AWS_ACCESS_KEY_ID: 'x' }), 'other');
    assert.equal(profileLabel(undefined, { AWS_ACCESS_KEY_ID: 'x' }), 'environment');
    assert.equal(profileLabel(undefined, {}), 'default');
  });
});

describe('Regions', () => {
  it('are ids, each once', () => {
    const ids = regions.map(([id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.ok(isRegionId(id), id);
    for (const text of ['', 'eu-west', 'EU-WEST-1', 'a.b', 'eu-west-1/x'])
      assert.equal(isRegionId(text), false);
  });
});

describe('policy documents', () => {
  const region = 'eu-west-1';
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
  const places: readonly PolicyPlace[] = [
    { kind: 'key', region, id: '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13', label: 'team/app' },
    { kind: 'key', region, id: 'mrk-7d1c9a523b0e4f869c410a5e2f6b8d13', label: 'app' },
    { kind: 'secret', region, id: arn, label: 'prod/db' },
  ];

  for (const place of places) {
    it(`have an address that says which: ${place.id}`, () => {
      const label = place.label.replaceAll('/', '∕');
      assert.deepEqual(parsePolicyPath(policyPath(place)), { ...place, label });
    });
  }

  it('have no other address', () => {
    for (const path of [
      '',
      '/',
      '/eu-west-1/x/y.json',
      '/eu-west-1/key/x/y.json',
      `/eu-west-1/key/${arn.replaceAll('/', '∕')}/y.json`,
      '/eu-west-1/secret/prod∕db/y.json',
      '/eu-west-1/secret/7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13/y.json',
      '/../../etc/passwd.json',
      '/eu-west-1/key/alias%2Fx/y.json',
    ])
      assert.equal(parsePolicyPath(path), undefined, path);
  });

  it('are laid out, and left alone when they are no JSON', () => {
    assert.equal(layOutPolicy('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}\n');
    assert.equal(layOutPolicy('{"a":'), '{"a":');
  });
});

describe('relevance', () => {
  const yaml = (text: string) => isRelevant({ path: '/x.yaml', languageId: 'yaml', text });

  it('starts the server for templates, references and policies', () => {
    assert.ok(yaml('AWSTemplateFormatVersion: "2010-09-09"'));
    assert.ok(yaml('Resources:\n  A:\n    Type: AWS::S3::Bucket\n'));
    assert.ok(yaml('x: "{{resolve:ssm:/a}}"'));
    assert.ok(isRelevant({ path: '/a.ts', languageId: 'typescript', text: "'{{resolve:ssm:/a}}'" }));
    assert.ok(yaml('env:\n  parameter-store:\n    A: /a\n'));
    assert.ok(yaml('x: ${ssm:/a}'));
    assert.ok(isRelevant({ path: '/t.json', languageId: 'json', text: '{"containerDefinitions": []}' }));
    const heredoc = 'policy = <<EOF\n{"Statement": [{"Effect": "Allow"}]}\nEOF\n';
    assert.ok(isRelevant({ path: '/main.tf', languageId: 'terraform', text: heredoc }));
    assert.ok(isRelevant({ path: '/main.tf', languageId: 'plaintext', text: heredoc }));
    const source = 'data "aws_iam_policy_document" "key" {\n  statement {\n    actions = ["kms:*"]\n  }\n}\n';
    assert.ok(isRelevant({ path: '/main.tf', languageId: 'terraform', text: source }));
    assert.ok(isRelevant({ path: '/main.tf', languageId: 'plaintext', text: source }));
    assert.ok(
      isRelevant({ path: '/p.json', languageId: 'json', text: '{"Statement":[{"Effect":"Allow"}]}' }),
    );
  });

  it('does not for anything else', () => {
    assert.equal(yaml(''), false);
    assert.equal(yaml('services:\n  web:\n    image: nginx\n'), false);
    assert.equal(isRelevant({ path: '/a.ts', languageId: 'typescript', text: 'Resources Type' }), false);
    assert.equal(isRelevant({ path: '/a.tf', languageId: 'terraform', text: 'Statement Effect' }), false);
    assert.equal(isRelevant({ path: '/a.rb', languageId: 'ruby', text: '{{resolve:ssm:/a}}' }), false);
    assert.equal(yaml(`x: "{{resolve:ssm:/a}}"${' '.repeat(9 * 1024 * 1024)}`), false);
  });
});
