import assert from 'node:assert/strict';
import { fieldValue, valueFields } from '../../../src/client/value/fields';
import { parseRequest } from '../../../src/client/value/messages';
import { type PageTexts, pageTextNames, valuePage } from '../../../src/client/value/page';
import { parseRevealTarget, targetName } from '../../../src/client/value/target';

describe('what to reveal', () => {
  const good: readonly (readonly [unknown, unknown])[] = [
    [
      { kind: 'parameter', name: '/a/b' },
      { kind: 'parameter', name: '/a/b' },
    ],
    [
      { kind: 'parameter', name: '/a/b', version: 3 },
      { kind: 'parameter', name: '/a/b', version: 3 },
    ],
    [
      { kind: 'secret', id: 'a/b' },
      { kind: 'secret', id: 'a/b' },
    ],
    [
      { kind: 'secret', id: 'a', versionStage: 'AWSPREVIOUS' },
      { kind: 'secret', id: 'a', versionStage: 'AWSPREVIOUS' },
    ],
    [
      { kind: 'parameter', label: 'b', metadata: { name: '/a/b', type: 'String', version: 9 } },
      { kind: 'parameter', name: '/a/b' },
    ],
    [
      { kind: 'secret', label: 'b', metadata: { name: 'b', arn: 'arn:aws:x' } },
      { kind: 'secret', id: 'arn:aws:x' },
    ],
  ];
  it('is read out of nodes and links', () => {
    for (const [argument, target] of good) assert.deepEqual(parseRevealTarget(argument), target);
  });

  const bad: readonly unknown[] = [
    undefined,
    null,
    'parameter',
    [],
    {},
    { kind: 'key', id: 'a' },
    { kind: 'parameter' },
    { kind: 'parameter', name: 1 },
    { kind: 'parameter', name: '' },
    { kind: 'parameter', name: 'a\nb' },
    { kind: 'parameter', name: '$(x)' },
    { kind: 'parameter', name: 'a', version: '3' },
    { kind: 'parameter', name: 'a', version: -1 },
    { kind: 'parameter', name: 'a'.repeat(3_000) },
    { kind: 'secret', id: 'a', versionStage: {} },
    { kind: 'secret', id: 'a', versionId: 'x y' },
    { kind: 'secret', metadata: { name: 'x' } },
  ];
  it('is refused when it is anything else', () => {
    for (const argument of bad)
      assert.equal(parseRevealTarget(argument), undefined, JSON.stringify(argument));
  });

  it('has a name for people', () => {
    assert.equal(targetName({ kind: 'parameter', name: '/a', version: 2 }), '/a:2');
    assert.equal(
      targetName({
        kind: 'secret',
        id: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
      }),
      'prod/db',
    );
    assert.equal(targetName({ kind: 'secret', id: 'a', versionStage: 'AWSPREVIOUS' }), 'a (AWSPREVIOUS)');
  });
});

describe('value fields', () => {
  it('show a JSON object key by key', () => {
    const fields = valueFields('{"user":"me","port":5432,"tags":["a"]}');
    assert.deepEqual(
      fields.map(({ key, shown }) => [key, shown]),
      [
        ['user', 'me'],
        ['port', '5432'],
        ['tags', '[\n  "a"\n]'],
      ],
    );
  });

  it('show anything else as one text', () => {
    for (const value of ['plain', '["a"]', '{', '{}', '', '12', '{"n":12345678901234567890}'])
      assert.deepEqual(valueFields(value), [{ shown: value, escaped: false }]);
  });

  it('show hidden and bidi characters by their number, and say so', () => {
    const [field] = valueFields('a\u202eb\u200b');
    assert.equal(field?.shown, 'a<U+202E>b<U+200B>');
    assert.equal(field?.escaped, true);
  });

  it('keep the lines of a certificate', () => {
    assert.deepEqual(valueFields('-----BEGIN\r\n\tabc\n'), [
      { shown: '-----BEGIN\n\tabc\n', escaped: false },
    ]);
  });

  it('are copied as they are', () => {
    assert.equal(fieldValue('a\u202eb', undefined), 'a\u202eb');
    assert.equal(fieldValue('{"a":"x"}', 'a'), 'x');
    assert.equal(fieldValue('{"a":"x"}', 'b'), undefined);
    assert.equal(fieldValue('no json', 'b'), undefined);
  });
});

const textsOf = (text: (name: string) => string): PageTexts =>
  Object.assign(Object.create(null), ...pageTextNames.map(name => ({ [name]: text(name) })));

describe('value page', () => {
  const page = valuePage({
    nonce: 'NONCE',
    script: 'https://x/valuePanel.js',
    style: 'https://x/valuePanel.css',
    language: 'en',
    title: '<img src=x onerror=alert(1)>"',
    origin: 'a & b',
    sandbox: false,
    editable: true,
    texts: { ...textsOf(name => name), escaped: "it's" },
  });

  it('allows nothing but its own script and style', () => {
    assert.match(page, /default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'"/);
    assert.doesNotMatch(page, /unsafe|<script(?![^>]*nonce=)/);
  });

  it('escapes what it is given', () => {
    assert.doesNotMatch(page, /<img/);
    assert.match(page, /a &amp; b/);
    const [, texts] = /data-texts="([^"]*)"/.exec(page) ?? [];
    assert.ok(texts && !texts.includes("'"));
  });
});

describe('messages of the value page', () => {
  it('are believed by their shape alone', () => {
    assert.deepEqual(parseRequest({ type: 'ready', extra: 1 }), { type: 'ready' });
    assert.deepEqual(parseRequest({ type: 'copy', key: 'a' }), { type: 'copy', key: 'a' });
    for (const message of [undefined, null, 'ready', {}, { type: 'show' }, { type: 'copy', key: 1 }])
      assert.equal(parseRequest(message), undefined);
  });

  it('ask for a password for a field of theirs', () => {
    assert.deepEqual(parseRequest({ type: 'generate', field: 3 }), { type: 'generate', field: 3 });
    for (const field of [undefined, '3', 1.5, Number.NaN])
      assert.equal(parseRequest({ type: 'generate', field }), undefined);
  });

  it('bring what is typed, of a size and a shape', () => {
    const text = { form: 'text', text: 'a' };
    const keys = { form: 'keys', entries: [{ key: 'a', text: 'b', json: false, extra: 1 }] };
    assert.deepEqual(parseRequest({ type: 'save', edit: text }), { type: 'save', edit: text });
    assert.deepEqual(parseRequest({ type: 'draft', edit: keys, form: 'text' }), {
      type: 'draft',
      edit: { form: 'keys', entries: [{ key: 'a', text: 'b', json: false }] },
      form: 'text',
    });
    for (const edit of [
      undefined,
      'text',
      { form: 'text' },
      { form: 'text', text: 1 },
      { form: 'text', text: 'x'.repeat(1_000_001) },
      { form: 'keys', entries: {} },
      { form: 'keys', entries: ['a'] },
      { form: 'keys', entries: [{ key: 'a', text: 1 }] },
      { form: 'keys', entries: Array.from({ length: 5_001 }, () => keys.entries[0]) },
    ])
      assert.equal(parseRequest({ type: 'save', edit }), undefined);
  });
});
