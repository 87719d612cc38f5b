// Rules about the elements of a statement: policy/missing-element, policy/element-conflict, policy/resource-not-star.
import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const statement = (elements: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'kms:Decrypt',
        Resource: '*',
        ...elements,
      },
    ],
  });
const KEY = { kind: 'key' } as const;

describe('policy/missing-element', () => {
  const CODE = 'policy/missing-element';

  // Nothing says that Secrets Manager refuses a statement without Resource.
  const isSure = (kind: 'key' | 'secret', element: string) => kind === 'key' || element !== 'Resource';
  for (const element of ['Effect', 'Principal', 'Action', 'Resource']) {
    it(`${element} is required in key and secret policies`, () => {
      const text = statement({ [element]: undefined });
      for (const kind of ['key', 'secret'] as const) {
        const problems = lintFile(text, { kind }).filter(({ code }) => code === CODE);
        assert.deepEqual(
          problems.map(({ severity, message }) => [severity, message]),
          [[isSure(kind, element) ? 'error' : 'warning', `A statement must have: ${element}`]],
        );
      }
    });
  }

  it('takes the Not form for it', () => {
    const text = statement({ Action: undefined, NotAction: 'kms:Decrypt' });
    assert.deepEqual(brief(text, lintFile(text, KEY)), []);
  });

  it('is silent where nothing is known: unknown kinds, broken texts, transforms, an empty statement', () => {
    const text = statement({ Resource: undefined });
    for (const [given, facts] of [
      [statement({ Principal: undefined, Resource: undefined }), undefined],
      [text, { kind: 'unknown' }],
      [text.slice(0, -1), KEY],
      ['{"Version":"2012-10-17","Statement":[{}]}', KEY],
    ] as const) {
      assert.ok(!lintFile(given, facts).some(({ code }) => code === CODE), given);
    }
    const transformed = keyTemplate(
      `        - Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}\n          Action: 'kms:*'`,
    );
    assert.ok(!lintTemplate(transformed).some(({ code }) => code === CODE));
  });

  it('leaves a misspelt element to policy/syntax', () => {
    const text = statement({ Resource: undefined, Resorce: '*' });
    assert.deepEqual(brief(text, lintFile(text, KEY)), ['error policy/syntax "Resorce"']);
  });

  it('adds what stands there in nearly every policy', () => {
    for (const element of ['Effect', 'Resource']) {
      const text = statement({ [element]: undefined });
      const after = fixed(text, lintFile(text, KEY), CODE);
      assert.deepEqual(JSON.parse(after), JSON.parse(statement({})));
      assert.deepEqual(lintFile(after, KEY), []);
    }
    const yaml = keyTemplate(
      `        - Effect: Allow\n          Principal: {AWS: '111122223333'}\n          Action: 'kms:*'`,
    );
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`error ${CODE} Effect`]);
    const after = fixed(yaml, lintTemplate(yaml), CODE);
    assert.match(after, /\n {10}Action: 'kms:\*'\n {10}Resource: '\*'\n/);
    assert.deepEqual(lintTemplate(after), []);
  });
});

describe('policy/element-conflict', () => {
  const CODE = 'policy/element-conflict';

  for (const [name, value] of [
    ['NotAction', 'kms:Encrypt'],
    ['NotPrincipal', { AWS: '444455556666' }],
    ['NotResource', '*'],
  ] as const) {
    it(`${name} beside its plain form`, () => {
      const text = statement({ [name]: value });
      const found = lintFile(text, KEY).filter(({ code }) => code === CODE);
      assert.deepEqual(brief(text, found), [`error ${CODE} "${name}"`]);
      const unknown = lintFile(text, { kind: 'unknown' }).filter(({ code }) => code === CODE);
      assert.deepEqual(brief(text, unknown), [`warning ${CODE} "${name}"`]);
    });
  }

  it('is none where Fn::If gives one or the other', () => {
    const either = (not: string) =>
      keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: !If [IsProd, 'kms:Decrypt', !Ref AWS::NoValue]
          NotAction: !If [IsProd, ${not}]
          Resource: '*'`);
    const sound = either(`!Ref AWS::NoValue, 'kms:PutKeyPolicy'`);
    assert.deepEqual(brief(sound, lintTemplate(sound)), []);
    const both = either(`'kms:PutKeyPolicy', !Ref AWS::NoValue`);
    assert.deepEqual(brief(both, lintTemplate(both)), [`error ${CODE} NotAction`]);
  });
});

describe('policy/resource-not-star', () => {
  const CODE = 'policy/resource-not-star';
  const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/*';

  it('is a warning in a key policy, and nowhere else', () => {
    const text = statement({ Resource: ARN });
    assert.deepEqual(brief(text, lintFile(text, KEY)), [`warning ${CODE} "${ARN}"`]);
    for (const kind of ['secret', 'identity', 'unknown'] as const)
      assert.ok(!lintFile(text, { kind }).some(({ code }) => code === CODE), kind);
  });

  it('sees what is put together, and leaves alone what is filled in', () => {
    const template = (resource: string) =>
      keyTemplate(
        `        - {Effect: Allow, Principal: {AWS: '111122223333'}, Action: 'kms:*', Resource: ${resource}}`,
      );
    const joined = '!Sub "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/*"';
    assert.deepEqual(brief(template(joined), lintTemplate(template(joined))), [
      `warning ${CODE} ${joined.slice(5)}`,
    ]);
    for (const sound of [`'*'`, `['*']`, '!Ref Env'])
      assert.deepEqual(lintTemplate(template(sound)), [], sound);
  });

  it('is mended in its quotes', () => {
    const text = statement({ Resource: ARN });
    const after = fixed(text, lintFile(text, KEY), CODE);
    assert.equal(after, statement({}));
    const list = statement({ Resource: [ARN] });
    assert.deepEqual(lintFile(fixed(list, lintFile(list, KEY), CODE), KEY), []);
  });

  it('is mended with quotes where there were none: a bare star is an alias', () => {
    const written = (resource: string) =>
      keyTemplate(
        `        - Effect: Allow\n          Principal: {AWS: '111122223333'}\n          Action: 'kms:*'\n          Resource: ${resource}`,
      );
    for (const [resource, mended] of [
      [ARN, "'*'"],
      [`[${ARN}]`, "['*']"],
      [`\n            - ${ARN}`, "\n            - '*'"],
      [`"${ARN}"`, '"*"'],
      [`!Sub ${ARN}`, "!Sub '*'"],
      [`{Fn::Sub: ${ARN}}`, "{Fn::Sub: '*'}"],
    ] as const) {
      const text = written(resource);
      const after = fixed(text, lintTemplate(text), CODE);
      assert.equal(after, written(mended));
      assert.deepEqual(lintTemplate(after), []);
    }
    const block = written(`|-\n            ${ARN}`);
    const found = lintTemplate(block).find(({ code }) => code === CODE);
    assert.ok(found);
    assert.equal(found.fixes, undefined);
  });

  it('speaks of NotResource too', () => {
    const text = statement({ Resource: undefined, NotResource: ARN });
    assert.deepEqual(brief(text, lintFile(text, KEY)), [`warning ${CODE} "NotResource"`]);
  });
});
