// Other ways to write a policy, and statements for services: applied, and linted again.
import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { policyRewritesAt } from '../../../src/core/policy/language/rewrites';
import { serviceStatements } from '../../../src/core/policy/language/serviceStatements';
import type { Fix } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';
import { allow, brief, keyTemplate, OTHER, OWN, ROOT, statements } from './support';

function offered(text: string, needle: string, path: string): readonly Fix[] {
  const offset = text.indexOf(needle);
  assert.ok(offset >= 0);
  const policyFacts = path.endsWith('.json') ? ({ kind: 'key', live: true } as const) : undefined;
  const model = createAnalyzer().analyze({ path, text, ...(policyFacts && { policyFacts }) });
  return policyRewritesAt(model, offset + 1);
}

function taken(text: string, needle: string, title: string, path: string): string {
  const fix = offered(text, needle, path).find(one => one.title === title);
  assert.ok(fix, `not offered: ${title}`);
  return applyEdits(text, fix.edits);
}

const json = (action: unknown) => statements(ROOT, allow({ AWS: OWN }, action));
const yaml = (action: string) =>
  keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: ${action}
          Resource: '*'`);

describe('actions', () => {
  it('a wildcard is written out, in the style around it', () => {
    const title = 'Write kms:ReEncrypt* out';
    const both = ['kms:ReEncryptFrom', 'kms:ReEncryptTo'];
    assert.deepEqual(
      JSON.parse(taken(json(['kms:Sign', 'kms:ReEncrypt*']), 'kms:Re', title, 'a.json')),
      JSON.parse(json(['kms:Sign', ...both])),
    );
    assert.equal(
      taken(json('kms:ReEncrypt*'), 'kms:Re', title, 'a.json'),
      json('x').replace('"x"', '["kms:ReEncryptFrom", "kms:ReEncryptTo"]'),
    );
    assert.equal(
      taken(yaml("'kms:ReEncrypt*'"), 'kms:Re', title, 'a.yaml'),
      yaml("['kms:ReEncryptFrom', 'kms:ReEncryptTo']"),
    );
    const block = (...items: readonly string[]) =>
      yaml(items.map(item => `\n            - ${item}`).join(''));
    assert.equal(
      taken(block('kms:Sign', 'kms:ReEncrypt*', 'kms:Verify'), 'kms:Re', title, 'a.yaml'),
      block('kms:Sign', ...both, 'kms:Verify'),
    );
    assert.ok(!offered(json('kms:*'), 'kms:*', 'a.json').some(one => one.title.includes('out')));
  });

  it('are sorted, each once', () => {
    const title = 'Sort the actions, each once';
    assert.equal(
      taken(json(['kms:Sign', 'kms:Decrypt', 'KMS:sign']), 'kms:Sign', title, 'a.json'),
      json(['kms:Decrypt', 'kms:Sign']),
    );
    assert.equal(
      taken(yaml('\n          - kms:Sign\n          - kms:Decrypt'), 'kms:Sign', title, 'a.yaml'),
      yaml('\n          - kms:Decrypt\n          - kms:Sign'),
    );
    const commented = yaml('\n          - kms:Sign # first\n          - kms:Decrypt');
    assert.ok(!offered(commented, 'kms:Sign', 'a.yaml').some(one => one.title === title));
    assert.ok(
      !offered(json(['kms:Decrypt', 'kms:Sign']), 'kms:Sign', 'a.json').some(one => one.title === title),
    );
  });

  it('one is made a list', () => {
    assert.equal(taken(json('kms:Sign'), 'kms:Sign', 'Make it a list', 'a.json'), json(['kms:Sign']));
    assert.equal(taken(yaml('kms:Sign'), 'kms:Sign', 'Make it a list', 'a.yaml'), yaml('[kms:Sign]'));
  });
});

describe('statements for services', () => {
  const sound = (text: string, path: string) =>
    lint(
      createAnalyzer().analyze({
        path,
        text,
        ...(path.endsWith('.json') && { policyFacts: { kind: 'key', live: true } as const }),
      }),
    )
      .filter(({ code }) => code.startsWith('policy/'))
      .map(({ code, message }) => `${code} ${message}`);

  for (const { title, source } of serviceStatements) {
    it(title, () => {
      assert.match(source, /^https:\/\/docs\.aws\.amazon\.com\//);
      const add = `Add a statement: ${title}`;
      const pretty = JSON.stringify(JSON.parse(statements(ROOT)), undefined, 2);
      for (const text of [statements(ROOT), pretty]) {
        const after = taken(text, 'Statement', add, 'a.json');
        assert.ok(JSON.parse(after).Statement.length >= 2);
        assert.deepEqual(sound(after, 'a.json'), []);
      }
      const template = yaml('kms:Sign').replace('kms:Sign', 'kms:DescribeKey');
      const after = taken(template, 'Statement', add, 'a.yaml');
      assert.deepEqual(sound(after, 'a.yaml'), []);
      assert.ok(after.startsWith(template.trimEnd()));
    });
  }

  it('are not offered without an account, or elsewhere', () => {
    assert.deepEqual(offered(statements(allow({ AWS: OWN }, 'kms:Decrypt')), 'Statement', 'a.json'), []);
    assert.deepEqual(offered(statements(ROOT), 'Version', 'a.json'), []);
  });
});

describe('a statement for another account', () => {
  const title = `Add a statement: account ${OTHER} uses the key`;
  const role = allow({ AWS: `arn:aws:iam::${OTHER}:role/reader` }, 'kms:Decrypt');
  const left = (text: string, path: string) =>
    lint(createAnalyzer().analyze({ path, text })).filter(({ severity }) => severity !== 'info');

  it('is added for one that the policy names', () => {
    const after = taken(statements(ROOT, role), 'Statement', title, 'a.json');
    const [, , added] = JSON.parse(after).Statement;
    assert.deepEqual(added.Principal, { AWS: `arn:aws:iam::${OTHER}:root` });
    assert.deepEqual(left(after, 'a.json'), []);
  });

  it('is added for one that stands elsewhere in the template', () => {
    const template = `${yaml('kms:DescribeKey')}Mappings: {Partner: {prod: {Account: '${OTHER}'}}}\n`;
    const after = taken(template, 'Statement', title, 'a.yaml');
    assert.ok(after.includes(`AWS: !Sub 'arn:\${AWS::Partition}:iam::${OTHER}:root'`), after);
    assert.deepEqual(brief(after, left(after, 'a.yaml')), brief(template, left(template, 'a.yaml')));
  });

  it('is not offered for the own account, one that is let in, or digits of something else', () => {
    for (const more of [
      allow({ AWS: OWN }, 'kms:Decrypt'),
      allow({ AWS: OTHER }, 'kms:Decrypt'),
      allow({ AWS: OWN }, 'kms:Decrypt', { Sid: `of ${OTHER}0 and a${OTHER} and ${OTHER}.5` }),
    ]) {
      const titles = offered(statements(ROOT, more), 'Statement', 'a.json').map(fix => fix.title);
      assert.ok(!titles.some(one => one.includes('account')), titles.join());
    }
  });
});
