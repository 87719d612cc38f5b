import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRecent } from '../../../src/core/template/recent';
import { templateOf } from '../../../src/core/template/template';
import { createTemplateParser } from '../../../src/core/template/templateParser';
import { parseYaml } from '../../../src/core/template/yaml';
import { plain, written } from './support';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Description: >
  A service
  with a database
Transform: AWS::Serverless-2016-10-31
# what may differ
Parameters:
  Env:
    Type: String
    Default: dev
Mappings:
  Hosts:
    eu: {host: '{{resolve:ssm:/eu/host}}'}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  # the queue
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "\${Env}-queue"
      Tags:
      - Key: a
        Value: !If [IsProd, "p", 'q']
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Host: !FindInMap [Hosts, eu, host]
      Code:
        ZipFile: |
          exports.handler = async () => {
            Key: "x"
          }
      Environment: {Variables: {A: !Sub '{{resolve:ssm:/\${Env}/a}}',
        B: "{{resolve:secretsmanager:b:SecretString:
          c}}"}}
  Fn::ForEach::Topics:
    - Name
    - [a, b]
    - "Topic\${Name}":
        Type: AWS::SNS::Topic
Outputs:
  Url:
    Value: !Ref Queue
`;

describe('createTemplateParser', () => {
  it('gives what parsing the whole gives', () => {
    for (const text of [
      TEMPLATE,
      TEMPLATE.replace(/\n/g, '\r\n'),
      `---\n${TEMPLATE}...\n`,
      `\uFEFF${TEMPLATE}`,
    ]) {
      const template = createTemplateParser().parse(text);
      assert.deepEqual(plain(template), plain(templateOf(parseYaml(text))));
      assert.equal(template.resources.size, 2);
      assert.ok((template.units?.length ?? 0) > 8);
    }
  });

  it('gives it after any edits, however broken the text is on the way', () => {
    const lines = TEMPLATE.split('\n');
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        '{',
        '"',
        "'",
        '|',
        '#',
        ' - ',
        ':',
        ': ',
        '  ',
        '\n',
        '\n  ',
        '\n    ',
        '\n\n',
        '\t',
        '&a ',
        '*a ',
        '? ',
        ']',
        '}',
        '---\n',
        '\r\n',
        '!Sub ',
        'Key: x\n',
        '"x": y\n',
        '  K: "\n',
      ),
      fc.constantFrom(...lines.map(line => `${line}\n`)),
      fc.string({ maxLength: 4, unit: 'grapheme' }),
    );
    const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), insert: piece });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), edits => {
        // Of all trees that may be let go only the last is kept.
        const parser = createTemplateParser(createRecent(1));
        let text = TEMPLATE;
        parser.parse(text);
        for (const { at, cut, insert } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + (cut % 3 === 0 ? cut : 0));
          const edited = parser.parse(text);
          const expected = written(createTemplateParser().parse(text));
          assert.ok(written(edited) === expected, 'differs from a fresh parse');
          if (!/^[\s\uFEFF]*[{[]/.test(text)) {
            assert.ok(written(templateOf(parseYaml(text))) === expected, 'differs from parsing the whole');
          }
        }
      }),
      { numRuns: Number(process.env['KEYHOLE_RUNS'] ?? 25) },
    );
  });

  it('keeps the identity of what did not change, and leaves an older template alone', () => {
    const parser = createTemplateParser();
    const before = parser.parse(TEMPLATE);
    const snapshot = JSON.stringify(plain(before));
    const after = parser.parse(TEMPLATE.replace('A service', 'A longer service'));
    const identities = new Set((before.units ?? []).map(unit => unit.identity));
    const fresh = (after.units ?? []).filter(unit => !identities.has(unit.identity));
    // The description, and the function whose string comes from the map that moved.
    assert.equal(fresh.length, 2);
    assert.equal(JSON.stringify(plain(before)), snapshot);
  });

  it('parses again what it let go of, to the same', () => {
    const resources = Array.from({ length: 200 }, (_, at) => `  Topic${at}:\n    Type: AWS::SNS::Topic\n`);
    const template = createTemplateParser().parse(`Resources:\n${resources.join('')}`);
    const [first] = template.units.filter(unit => unit.kind === 'entries');
    const before = first?.entries();
    for (const unit of template.units) unit.entries();
    assert.notEqual(first?.entries(), before, 'the tree is still held');
    assert.deepEqual(first?.entries(), before);
  });

  it('takes JSON', () => {
    const template = createTemplateParser().parse('\n{"Resources": {"A": {"Type": "T"}}}');
    assert.equal(template.resources.get('A')?.type, 'T');
  });
});
