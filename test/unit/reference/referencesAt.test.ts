import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { usesAt } from '../../../src/core/reference/use';

const SPLIT = `Parameters:
  Stage: {Type: String, Default: prod}
Resources:
  First:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: '{{resolve:ssm:/a}}-{{resolve:ssm:/b:2}}'
  Second:
    Type: AWS::Lambda::Function
    Properties:
      Role: !If [Never, '{{resolve:ssm:/c}}', '{{resolve:ssm:/d}}']
      Description: !Join ['', ['{{resolve:ssm:/', !Ref Stage, '/e}}']]
      Environment: {Variables: {A: &shared '{{resolve:ssm:/f}}', B: *shared}}
`;
const PROGRAM = "const a = '{{resolve:ssm:/a}}';\nconst b = '{{resolve:ssm:/b}}';\n";

describe('the references at an offset', () => {
  for (const [what, path, texts] of [
    ['a template', 'a.yaml', [SPLIT]],
    [
      'a template after edits above, within and below',
      'a.yaml',
      [
        SPLIT,
        `Description: above\n${SPLIT}`,
        `Description: above\n${SPLIT.replace('/b:2', '/longer:2')}`,
        SPLIT.replace('/c}}', '/c/d}}'),
      ],
    ],
    ['a template while a bracket is open', 'a.yaml', [SPLIT, SPLIT.replace('First:', '[First:'), SPLIT]],
    [
      'JSON in one line',
      'a.json',
      [
        '{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"{{resolve:ssm:/a}}"}},"B":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"{{resolve:ssm:/b}}"}}}}',
      ],
    ],
    ['a program', 'a.ts', [PROGRAM]],
  ] as const) {
    it(`are those whose spans hold it, in their order: ${what}`, () => {
      const analyzer = createAnalyzer();
      for (const text of texts) {
        const model = analyzer.analyze({ path, text });
        assert.ok(model.references.length > 1, text);
        for (let offset = 0; offset <= text.length; offset++) {
          const keyOf = ({ span, reference }: (typeof model.references)[number]) =>
            `${span.start}:${span.end} ${reference.text}`;
          assert.deepEqual(
            model.referencesAt(offset).map(keyOf),
            usesAt(model.references, offset).map(keyOf),
            `offset ${offset}`,
          );
        }
      }
    });
  }
});
