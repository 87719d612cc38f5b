import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { PolicyFacts } from '../../../src/core/policy/lint';
import type { Problem } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';
import { keyTemplate, lintFile, lintTemplate, parse } from './support';

const folder = 'test/fixtures/policies/valid';
const texts = readdirSync(folder).map(name => readFileSync(`${folder}/${name}`, 'utf8'));
const template = keyTemplate(`          - Sid: Open
            Effect: !If [IsProd, Allow, Deny]
            Principal: {AWS: [!Ref AWS::AccountId, '*']}
            Action: [kms:Decript, !Sub 'kms:\${Env}']
            Resource: '*'
            Condition:
              StringEquals: {'kms:CallerAccount': !Ref AWS::AccountId}`);

const kind = fc.constantFrom<PolicyFacts>(
  {},
  { kind: 'key' },
  { kind: 'secret' },
  { kind: 'identity' },
  { kind: 'unknown' },
);

/** Policy-shaped data: the right names, any values. */
const { value: anyPolicy } = fc.letrec<{ value: unknown; leaf: unknown; object: unknown }>(tie => ({
  leaf: fc.oneof(
    fc.constantFrom<unknown>(
      '*',
      'Allow',
      'kms:*',
      'kms:Decript',
      '2012-10-17',
      '111122223333',
      'kms',
      ':',
      'kms:',
      'Ref',
    ),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  ),
  object: fc.dictionary(
    fc.constantFrom(
      ...[
        'Version',
        'Statement',
        'statement',
        'Sid',
        'Effect',
        'Principal',
        'NotPrincipal',
        'Action',
        'Acton',
      ],
      ...[
        'NotAction',
        'Resource',
        'Condition',
        'AWS',
        'Service',
        'Fn::If',
        'Ref',
        'StringEquals',
        'kms:ViaService',
        '',
      ],
    ),
    tie('value'),
    { maxKeys: 6 },
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
}));

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 12 }),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\n',
      'NaN',
      '*',
      '&a ',
      '*a',
      '!Ref ',
      '"Action":',
      '- ',
      '\\u0041',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
});

function edited(text: string, edits: readonly { at: number; remove: number; insert: string }[]): string {
  let result = text;
  for (const { at, remove, insert } of edits) {
    const start = Math.floor(at * result.length);
    result = result.slice(0, start) + insert + result.slice(start + remove);
  }
  return result;
}

/** Spans inside the text, and fixes that leave a text as sound as it was. */
function assertSound(text: string, problems: readonly Problem[]): void {
  const inside = ({ start, end }: { start: number; end: number }) =>
    assert.ok(start >= 0 && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
  const faults = parse(text).faults.length;
  for (const { span, related = [], fixes = [], message } of problems) {
    inside(span);
    for (const place of related) inside(place.span);
    assert.ok(message.length < 300);
    for (const { edits } of fixes) {
      for (const one of edits) inside(one.span);
      if (faults === 0) assert.equal(parse(applyEdits(text, edits)).faults.length, 0);
    }
  }
}

describe('policies, whatever they are', () => {
  it('policy-shaped JSON', () => {
    fc.assert(
      fc.property(anyPolicy, kind, fc.constantFrom(0, 2), (value, facts, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        assertSound(text, lintFile(text, facts));
      }),
      { numRuns: 400 },
    );
  });

  it('edits of valid policies', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 }), kind, (text, edits, facts) => {
        const after = edited(text, edits);
        assertSound(after, lintFile(after, facts));
      }),
      { numRuns: 400 },
    );
  });

  it('edits of a template', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), edits => {
        const after = edited(template, edits);
        assertSound(after, lintTemplate(after));
      }),
      { numRuns: 200 },
    );
  });

  const deep = (open: string, close: string, inner: string) => open.repeat(1000) + inner + close.repeat(1000);
  const places: [string, (value: string) => string][] = [
    ['root', value => value],
    ['Statement', value => `{"Statement":${value}}`],
    ['Principal', value => `{"Statement":{"Effect":"Allow","Action":"kms:*","Principal":${value}}}`],
    ['Action', value => `{"Statement":{"Effect":"Allow","Action":${value}}}`],
    ['Condition', value => `{"Statement":{"Effect":"Allow","Action":"kms:*","Condition":${value}}}`],
    [
      'Condition value',
      value => `{"Statement":{"Effect":"Allow","Action":"kms:*","Condition":{"Bool":{"a:b":${value}}}}}`,
    ],
  ];
  for (const [name, at] of places) {
    for (const value of [
      deep('[', ']', '"x"'),
      deep('{"a":', '}', '1'),
      deep('{"Statement":', '}', '[]'),
      deep('{"Fn::If":["A",', ',1]}', '0'),
    ]) {
      it(`nested 1,000 deep: ${name} ${value.slice(0, 14)}`, () => {
        const text = at(value);
        assertSound(text, lintFile(text, { kind: 'key' }));
        const inTemplate = `{"Resources":{"K":{"Type":"AWS::KMS::Key","Properties":{"KeyPolicy":${text}}}}}`;
        assertSound(inTemplate, lintTemplate(inTemplate));
      });
    }
  }

  it('a megabyte of statements', () => {
    const statement =
      '{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["kms:Decript","kms:Describe*"],"Resource":"*"}';
    const text = `{"Version":"2012-10-17","Statement":[${Array(9000).fill(statement).join(',')}]}`;
    const codes = lintFile(text, { kind: 'key' }).map(({ code }) => code);
    assert.equal(codes.filter(code => code === 'policy/unknown-action').length, 9000);
    assert.deepEqual(
      [...new Set(codes)],
      ['policy/too-big', 'policy/unknown-action', 'policy/redundant-statement'],
    );
  });
});
