import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleSeed, startSandbox } from '../../../src/sandbox/sandbox';
import { ask, given, part, parts, refusal, withSandbox } from './ask';

describe('the state file', () => {
  let folder = '';
  let stateFile = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyhole-state-'));
    stateFile = path.join(folder, 'state.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('brings everything back', async () => {
    const listings = [
      'ssm:DescribeParameters',
      'secretsmanager:ListSecrets',
      'kms:ListAliases',
      'kms:ListKeys',
    ] as const;
    const before: unknown[] = [];
    await withSandbox({ stateFile, seed: sampleSeed() }, async sandbox => {
      await given(sandbox, 'ssm:PutParameter', { Name: '/new', Value: 'FAKE', Type: 'SecureString' });
      await given(sandbox, 'secretsmanager:RotateSecret', {
        SecretId: 'dev/my-app/database',
        RotationLambdaARN: 'arn:aws:lambda:eu-west-1:123456789012:function:rotate',
        RotationRules: { ScheduleExpression: 'rate(10 days)', Duration: '3h' },
      });
      await given(sandbox, 'secretsmanager:ReplicateSecretToRegions', {
        SecretId: 'dev/my-app/database',
        AddReplicaRegions: [{ Region: 'eu-north-1' }],
      });
      for (const listing of listings) before.push(await given(sandbox, listing));
    });
    await withSandbox({ stateFile }, async sandbox => {
      const after: unknown[] = [];
      for (const listing of listings) after.push(await given(sandbox, listing));
      assert.deepEqual(after, before);
      const read = await given(sandbox, 'ssm:GetParameter', { Name: '/new', WithDecryption: true });
      assert.equal(part(read, 'Parameter')['Value'], 'FAKE');
      const secret = await given(sandbox, 'secretsmanager:GetSecretValue', {
        SecretId: 'dev/my-app/database',
      });
      assert.match(String(secret['SecretString']), /FAKE-dev-password/);
      const policy = await given(sandbox, 'kms:GetKeyRotationStatus', {
        KeyId: '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13',
      });
      assert.equal(policy['KeyRotationEnabled'], true);
    });
  });

  it('brings keys of every kind back', async () => {
    const made: Record<string, string> = {};
    const signed = { Message: Buffer.from('FAKE').toString('base64'), SigningAlgorithm: 'ECDSA_SHA_256' };
    let signature: unknown;
    await withSandbox({ stateFile }, async sandbox => {
      for (const [KeySpec, KeyUsage] of [
        ['ECC_NIST_P256', 'SIGN_VERIFY'],
        ['HMAC_256', 'GENERATE_VERIFY_MAC'],
      ] as const) {
        const { KeyMetadata } = await given(sandbox, 'kms:CreateKey', { KeySpec, KeyUsage });
        made[KeySpec] = String(part({ KeyMetadata }, 'KeyMetadata')['KeyId']);
      }
      const answer = await given(sandbox, 'kms:Sign', { KeyId: made['ECC_NIST_P256'], ...signed });
      signature = answer['Signature'];
    });
    await withSandbox({ stateFile }, async sandbox => {
      const asked = { KeyId: made['ECC_NIST_P256'], ...signed, Signature: signature };
      assert.equal((await given(sandbox, 'kms:Verify', asked))['SignatureValid'], true);
      const described = await given(sandbox, 'kms:DescribeKey', { KeyId: made['HMAC_256'] });
      assert.equal(part(described, 'KeyMetadata')['KeyUsage'], 'GENERATE_VERIFY_MAC');
    });
  });

  it('does not seed again', async () => {
    const seed = sampleSeed();
    await withSandbox({ stateFile, seed }, async sandbox => {
      await given(sandbox, 'ssm:DeleteParameter', { Name: 'release-channel' });
    });
    await withSandbox({ stateFile, seed }, async sandbox => {
      assert.equal(
        await refusal(sandbox, 'ssm:GetParameter', { Name: 'release-channel' }),
        'ParameterNotFound',
      );
    });
  });

  it('is readable by its owner alone and leaves nothing beside it', async () => {
    await withSandbox({ stateFile, seed: sampleSeed() }, async () => {});
    assert.equal(statSync(stateFile).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['state.json']);
  });

  it('is not written by reading', async () => {
    await withSandbox({ stateFile }, async sandbox => {
      await given(sandbox, 'ssm:DescribeParameters');
      assert.ok(!existsSync(stateFile));
      // The first look at an AWS managed key makes it.
      await given(sandbox, 'kms:DescribeKey', { KeyId: 'alias/aws/ssm' });
      assert.ok(existsSync(stateFile));
    });
  });

  it('that cannot be written fails the call', async () => {
    const gone = path.join(folder, 'gone', 'state.json');
    await withSandbox({ stateFile: gone }, async sandbox => {
      const { status, body } = await ask(sandbox, 'kms:CreateKey');
      assert.deepEqual([status, body['__type']], [500, 'InternalServerError']);
    });
  });

  const broken: [string, string, RegExp][] = [
    ['is not JSON', '{"format": FAKE-value', /it is not JSON$/],
    ['is of something else', '{"name":"other"}', /not a state of the sandbox/],
    ['is of another version', '{"format":"keyhole-sandbox-state","version":9}', /version is not 1/],
    [
      'lacks a member',
      '{"format":"keyhole-sandbox-state","version":1,"account":"123456789012","regions":{"eu-west-1":{"aliases":[{"name":"alias/a"}]}}}',
      /keyId/,
    ],
  ];
  for (const [what, text, reason] of broken) {
    it(`that ${what} is an error and stays as it is`, async () => {
      writeFileSync(stateFile, text);
      await assert.rejects(startSandbox({ stateFile }), (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.match(error.message, reason);
        assert.ok(error.message.includes(stateFile));
        assert.ok(!error.message.includes('FAKE-value'));
        return true;
      });
      assert.equal(readFileSync(stateFile, 'utf8'), text);
    });
  }

  it('holds no value of a secret in plain text', async () => {
    await withSandbox({ stateFile, seed: sampleSeed() }, async sandbox => {
      const { Parameters } = await given(sandbox, 'ssm:GetParametersByPath', { Path: '/my-app/prod/api' });
      assert.equal(parts({ Parameters }, 'Parameters').length, 2);
    });
    const text = readFileSync(stateFile, 'utf8');
    assert.ok(text.includes('https://api.example.com/v2'));
    for (const value of ['FAKE-api-key-0001', 'FAKE-prod-password', 'FAKE-dev-password'])
      assert.ok(!text.includes(value));
  });
});
