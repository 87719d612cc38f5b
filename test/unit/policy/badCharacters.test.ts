import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const CODE = 'policy/bad-characters';
const policy = (sid: string) =>
  `{"Version": "2012-10-17", "Statement": [{"Sid": "${sid}", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "kms:Decrypt", "Resource": "*"}]}`;

describe('policy/bad-characters', () => {
  it('a dash that is none, and others beside it', () => {
    const text = policy('admins \u2013 all\u2026');
    assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} \u2013`]);
    const mended = fixed(text, lintFile(text), CODE);
    assert.equal(mended, policy('admins - all...'));
    assert.deepEqual(lintFile(mended), []);
  });

  it('a quotation mark, which a JSON string may hold as an apostrophe', () => {
    const text = policy('the \u201cadmins\u201d');
    assert.equal(fixed(text, lintFile(text), CODE), policy("the 'admins'"));
  });

  it('spelt with an escape', () => {
    const text = policy('a\\u2013b');
    assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} \\u2013`]);
    assert.equal(fixed(text, lintFile(text), CODE), policy('a-b'));
  });

  it('another script has no plain form', () => {
    const [problem] = lintFile(policy('\u7ba1\u7406'));
    assert.equal(problem?.code, CODE);
    assert.equal(problem.message, 'KMS does not take this character in a policy: U+7BA1');
    assert.equal(problem.fixes, undefined);
  });

  it('Latin-1 is taken, and other kinds of policy take all', () => {
    assert.deepEqual(lintFile(policy('\u00c4rger\u00a0mit \u00ff')), []);
    for (const kind of ['secret', 'identity', 'unknown'] as const)
      assert.ok(!lintFile(policy('\u2013'), { kind }).some(({ code }) => code === CODE));
  });

  it('a comment is no part of the policy', () => {
    const text = policy('a').replace('{"Sid"', '// \u2013\n{"Sid"');
    assert.deepEqual(lintFile(text), []);
  });

  it('a warning in a template: CloudFormation may hand it on as an escape', () => {
    const yaml = keyTemplate(`        - Sid: admins \u2013 all
          Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: kms:*
          Resource: '*'`);
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`warning ${CODE} \u2013`]);
    assert.deepEqual(lintTemplate(fixed(yaml, lintTemplate(yaml), CODE)), []);
  });

  it('tells a document of them once for each text, and not without end', () => {
    const many = policy('a').replace('"kms:Decrypt"', JSON.stringify(Array(300).fill('kms:D\u2013')));
    assert.equal(lintFile(many).filter(({ code }) => code === CODE).length, 20);
  });
});
