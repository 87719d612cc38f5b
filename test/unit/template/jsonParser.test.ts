import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../src/core/template/json';
import { jsonChunksOf } from '../../../src/core/template/jsonChunks';
import { createRecent } from '../../../src/core/template/recent';
import { templateOf } from '../../../src/core/template/template';
import { createTemplateParser } from '../../../src/core/template/templateParser';
import { plain, written } from './support';

const reference = (name: string) => ({ 'Fn::Sub': `{{resolve:ssm:/\${Env}/${name}}}` });
const VALUE = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'A "service" \\ with a } in its text',
  Transform: 'AWS::Serverless-2016-10-31',
  Parameters: { Env: { Type: 'String', Default: 'dev' } },
  Mappings: { Hosts: { eu: { host: '{{resolve:ssm:/eu/host}}' } } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
  Resources: {
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: reference('queue'),
        Tags: [{ Key: 'a', Value: { 'Fn::If': ['IsProd', 'p', 'q'] } }],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Host: { 'Fn::FindInMap': ['Hosts', 'eu', 'host'] },
        Code: { ZipFile: 'exports.handler = async () => {\n  "x"\n}' },
        Environment: { Variables: { A: reference('a'), B: '{{resolve:secretsmanager:b:SecretString:c}}' } },
      },
    },
    'Fn::ForEach::Topics': ['Name', ['a', 'b'], { 'Topic${Name}': { Type: 'AWS::SNS::Topic' } }],
  },
  Outputs: { Url: { Value: { Ref: 'Queue' } } },
};
const PRETTY = JSON.stringify(VALUE, null, 2);
const MINIFIED = JSON.stringify(VALUE);

describe('createTemplateParser, of JSON', () => {
  const texts: Readonly<Record<string, string>> = {
    pretty: PRETTY,
    minified: MINIFIED,
    'Windows line ends': PRETTY.replace(/\n/g, '\r\n'),
    'a byte order mark': `\uFEFF${PRETTY}\n`,
    'commas at the end': PRETTY.replace(/\n( +)\}/g, ',\n$1}'),
    'comments inside of entries': PRETTY.replace(/"Type"/g, '/* "type" { */ "Type" // }\n'),
    'a function with an escape in its name': MINIFIED.replace('Fn::FindInMap', 'Fn::Fi\\u006e\\dInMap'),
    'an empty section': MINIFIED.replace(/"Outputs":\{.*\}$/, '"Outputs":{}}'),
    'a section twice': MINIFIED.replace(/\}$/, ',"Resources":{"Late":{"Type":"AWS::SNS::Topic"}}}'),
    'a section that is no object': '{"Resources":[{"Type":"x"}],"Outputs":"none","Parameters":{}}',
    'one section': '{"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}',
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`gives what parsing the whole gives: ${name}`, () => {
      const template = createTemplateParser().parse(text);
      assert.ok(jsonChunksOf(text), 'not cut');
      assert.ok(template.units.length > 1);
      assert.deepEqual(plain(template), plain(templateOf(parseJson(text), text)));
    });
  }

  const whole: Readonly<Record<string, string>> = {
    'an open brace': PRETTY.slice(0, -1),
    'an open quote': MINIFIED.replace('"Queue"', '"Queue'),
    'a comment between entries': PRETTY.replace('"Function"', '// }\n    "Function"'),
    'two values': `${MINIFIED}${MINIFIED}`,
    'a list': '[{"Resources":{}}]',
    'no key': '{}',
    'text before it': `x ${MINIFIED}`,
    nothing: '',
  };
  for (const [name, text] of Object.entries(whole)) {
    it(`parses as a whole: ${name}`, () => assert.equal(jsonChunksOf(text), undefined));
  }

  it('gives it after any edits that leave brackets and quotes matching, and recovers from those that do not', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '{',
        '}',
        '"',
        ',',
        ':',
        '\\',
        '//',
        '/*',
        '*/',
        '\n',
        ' ',
        '"x": 1,',
        '{"a": [1]}',
      ),
      fc.constantFrom(...PRETTY.split('\n').map(line => `${line}\n`)),
      fc.string({ maxLength: 4, unit: 'grapheme' }),
    );
    const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), insert: piece });
    fc.assert(
      fc.property(
        fc.constantFrom(PRETTY, MINIFIED),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (start, edits) => {
          // Of all trees that may be let go only the last is kept.
          const parser = createTemplateParser(createRecent(1));
          parser.parse(start);
          let text = start;
          for (const { at, cut, insert } of edits) {
            const from = at % (text.length + 1);
            text = text.slice(0, from) + insert + text.slice(from + (cut % 3 === 0 ? cut : 0));
            const edited = written(parser.parse(text));
            if (jsonChunksOf(text) === undefined) continue;
            assert.ok(
              edited === written(createTemplateParser().parse(text)),
              `differs from a fresh parse: ${text}`,
            );
            assert.ok(
              edited === written(templateOf(parseJson(text), text)),
              `differs from the whole: ${text}`,
            );
          }
          assert.ok(
            written(parser.parse(start)) === written(createTemplateParser().parse(start)),
            'does not recover',
          );
        },
      ),
      { numRuns: Number(process.env['KEYHOLE_RUNS'] ?? 35) },
    );
  });

  for (const typed of ['"', '{', '[', '}', ']', '"x', '"x": {', ',', '\\']) {
    it(`leaves all else alone while somebody types: ${typed}`, () => {
      for (const text of [PRETTY, MINIFIED]) {
        const parser = createTemplateParser();
        const before = parser.parse(text);
        const at = text.indexOf('"QueueName"');
        const after = parser.parse(text.slice(0, at) + typed + text.slice(at));
        const known = new Set(before.units.map(({ identity }) => identity));
        const fresh = after.units.filter(({ identity }) => !known.has(identity));
        // The queue, and the function whose string comes from a map that has moved not.
        assert.ok(fresh.length <= 2, `${fresh.length} parts are new`);
        assert.equal(after.resources.get('Function')?.type, 'AWS::Lambda::Function');
        assert.deepEqual([...after.outputs.keys()], ['Url']);
      }
    });
  }
});
