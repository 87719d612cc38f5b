import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { isMentioned, wantedIn } from '../../../src/core/health/mentions';
import { daysAgo, facts, key, secret } from './support';

const gone = secret({ name: 'app/old', deletedDate: daysAgo(-5) });
const pending = key({ aliases: ['alias/app'], metadata: { state: 'PendingDeletion' } });

function model(text: string, path = 'a.yaml') {
  return createAnalyzer().analyze({ path, text });
}

const template = (value: string) =>
  model(
    `Resources:\n  A:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: '${value}'}\n`,
  );

describe('what is looked for in the workspace', () => {
  it('is what is on its way out, and nothing else', () => {
    const staying = [secret({ name: 'stays' })];
    const wanted = wantedIn(
      facts({
        secrets: [...staying, gone],
        keys: [key({ keyId: 'x' }), key({ keyId: 'y', metadata: { state: 'PendingImport' } }), pending],
      }),
    );
    assert.deepEqual(
      wanted.map(({ arn }) => arn),
      [gone.arn, pending.arn],
    );
  });
});

describe('a file that names it', () => {
  const [wantedSecret, wantedKey] = wantedIn(facts({ secrets: [gone], keys: [pending] }));
  assert.ok(wantedSecret && wantedKey);

  const secretCases: readonly (readonly [what: string, value: string, expected: boolean])[] = [
    ['by a reference', '{{resolve:secretsmanager:app/old}}', true],
    ['by a reference to a key of it', '{{resolve:secretsmanager:app/old:SecretString:password}}', true],
    ['by its ARN', `{{resolve:secretsmanager:${gone.arn}}}`, true],
    ['by an ARN without its end', `{{resolve:secretsmanager:${gone.arn.slice(0, -7)}}}`, true],
    ['by a longer name', '{{resolve:secretsmanager:app/older}}', false],
    ['as a parameter', '{{resolve:ssm:app/old}}', false],
    ['in prose', 'app/old', false],
  ];
  for (const [what, value, expected] of secretCases)
    it(`${what}: ${expected}`, () => assert.equal(isMentioned(wantedSecret, template(value)), expected));

  const { keyId, arn } = pending;
  const keyCases: readonly (readonly [what: string, text: string, expected: boolean])[] = [
    ['by its id', `KeyId: ${keyId}`, true],
    ['by its ARN', `KeyId: ${arn}`, true],
    ['by its alias', 'KeyId: alias/app', true],
    ["by its alias's ARN", 'KeyId: "arn:aws:kms:eu-west-1:111122223333:alias/app"', true],
    ['by a longer alias', 'KeyId: alias/app-prod', false],
    ['by an alias below it', 'KeyId: alias/app/prod', false],
    ['by an alias that ends so', 'KeyId: my-alias/app', false],
    ['not at all', 'KeyId: alias/aws/ssm', false],
  ];
  for (const [what, text, expected] of keyCases)
    it(`${what}: ${expected}`, () => assert.equal(isMentioned(wantedKey, model(text)), expected));
});
