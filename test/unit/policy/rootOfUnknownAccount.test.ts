import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import type { AccountFact } from '../../../src/core/ports';
import { applyEdits } from '../../../src/core/text/range';
import { allow, keyJson, keyTemplate, OTHER, OWN } from './support';

const CODE = 'policy/root-of-unknown-account';
const CONNECTED: AccountFact = {
  account: '999988887777',
  origin: { connection: 'dev · 999988887777 · eu-west-1', generation: 1, readAt: 0 },
};

const root = (account: string) => allow({ AWS: `arn:aws:iam::${account}:root` }, 'kms:*');
const role = (account: string) => allow({ AWS: `arn:aws:iam::${account}:role/app` }, 'kms:Decrypt');
const found = (text: string, account: AccountFact | null = CONNECTED, path = 'a.json') => {
  const model = createAnalyzer().analyze({ path, text });
  return lint(model, () => undefined, account === null ? {} : { account }).filter(
    ({ code }) => code === CODE,
  );
};

describe(CODE, () => {
  const bad: Readonly<Record<string, string>> = {
    'the root of another account': keyJson({}, root(OWN)),
    'by its number': keyJson({}, allow({ AWS: OWN }, 'kms:*')),
    'one who may use it only': keyJson({}, allow({ AWS: OWN }, 'kms:Decrypt')),
    'beside roles': keyJson({}, role('999988887777'), root(OWN)),
    'whatever is denied to the own one': keyJson({}, root(OWN), {
      ...root('999988887777'),
      Effect: 'Deny',
      Action: 'kms:Delete*',
    }),
  };
  for (const [name, text] of Object.entries(bad)) {
    it(name, () => {
      const [problem, ...others] = found(text);
      assert.ok(problem);
      assert.equal(others.length, 0);
      assert.equal(problem.severity, 'warning');
      assert.equal(problem.evidence, 'live');
      assert.ok(text.slice(problem.span.start, problem.span.end).includes(OWN));
      assert.deepEqual([problem.logicalId, problem.propertyPath], ['Key', 'KeyPolicy']);
    });
  }

  it('says what would come of it, and where that was read', () => {
    assert.equal(
      found(keyJson({}, root(OWN), root(OTHER)))[0]?.message,
      `Deployed to dev · 999988887777 · eu-west-1 (read 1970-01-01 00:00 UTC), its IAM policies would allow nothing with this key, which names other accounts: ${OWN}, ${OTHER}`,
    );
  });

  const good: Readonly<Record<string, string>> = {
    'the connected account': keyJson({}, root('999988887777')),
    'one of several': keyJson({}, root(OWN), root('999988887777')),
    'the account it is deployed to': keyJson(
      {},
      root(OWN),
      allow({ AWS: { Ref: 'AWS::AccountId' } }, 'kms:*'),
    ),
    'an account that is filled in': keyJson({}, root(OWN), allow({ AWS: { Ref: 'Account' } }, 'kms:*')),
    'no account at all, which is told by the text alone': keyJson({}, role(OWN)),
    everybody: keyJson({}, root(OWN), allow({ AWS: '*' }, 'kms:Decrypt')),
    'a statement that is not known': keyJson({}, root(OWN), { 'Fn::Transform': { Name: 'AWS::Include' } }),
    'a macro': keyJson({}, root(OWN)).replace('{', '{"Transform": "Own",'),
  };
  for (const [name, text] of Object.entries(good)) {
    it(`is none: ${name}`, () => assert.deepEqual(found(text), []));
  }

  it('is none without a connection, and of the policy of a secret', () => {
    assert.deepEqual(found(keyJson({}, root(OWN)), null), []);
    const secret = JSON.stringify({
      Resources: {
        P: {
          Type: 'AWS::SecretsManager::ResourcePolicy',
          Properties: {
            SecretId: 'a',
            ResourcePolicy: { Version: '2012-10-17', Statement: [allow({ AWS: OWN }, 'secretsmanager:*')] },
          },
        },
      },
    });
    assert.deepEqual(found(secret), []);
  });

  it('is mended in JSON and YAML, and moves with the text before it', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: 'arn:aws:iam::${OWN}:root'}
          Action: 'kms:*'
          Resource: '*'`).replace(/\n[^\n]*AWS::AccountId[^\n]*\n$/, '\n');
    for (const text of [keyJson({}, root(OWN)), yaml]) {
      const path = text === yaml ? 'a.yaml' : 'a.json';
      const [fix] = found(text, CONNECTED, path)[0]?.fixes ?? [];
      assert.ok(fix);
      const mended = applyEdits(text, fix.edits);
      assert.match(mended, /AWS::AccountId/);
      assert.deepEqual(found(mended, CONNECTED, path), []);
    }
    const analyzer = createAnalyzer();
    const at = (text: string) => {
      const model = analyzer.analyze({ path: 'a.yaml', text });
      const [problem] = lint(model, () => undefined, { account: CONNECTED }).filter(
        ({ code }) => code === CODE,
      );
      assert.ok(problem?.fixes?.[0]);
      return [problem.span, ...problem.fixes[0].edits.map(({ span }) => span)].map(({ start, end }) =>
        text.slice(start, end),
      );
    };
    const before = at(yaml);
    assert.deepEqual(at(`# moved\n${yaml}`), before);
    assert.ok(before.every(text => text.includes(OWN)));
  });
});
