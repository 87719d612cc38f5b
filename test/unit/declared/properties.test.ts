import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';

const TEMPLATE = `Parameters:
  Env:
    Type: Strin
  Shared:
    Type: AWS::SSM::Parameter::Value<String>
    Default: arn:aws:ssm:eu-west-1:111122223333:parameter/a
Resources:
  Host:
    Type: AWS::SSM::Parameter
    Properties:
      Name: !Sub 'app/\${Env}/host'
      Type: SecureString
      Value: x
  Fn::ForEach::Secrets:
    - X
    - [a, b]
    - 'S\${X}':
        Type: AWS::SecretsManager::Secret
        Properties:
          GenerateSecretString: {SecretStringTemplate: '{a: 1}'}
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      RotationRules: {AutomaticallyAfterDays: 0, ScheduleExpression: daily}
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: '{{resolve:ssm:/golden-image/web}}'
`;
const INSERTED = [
  '',
  'x',
  ' ',
  '\n',
  '"',
  "'",
  '{',
  '[',
  '|',
  ':',
  'Tier: Standard',
  '  ',
  '{{resolve:ssm:/a}}',
  'Fn::If',
];

describe('declarations over random edits', () => {
  it('the kept findings are those of a fresh look, and fixes stand inside the text', () => {
    const edit = fc.tuple(fc.nat(TEMPLATE.length), fc.nat(12), fc.constantFrom(...INSERTED));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), edits => {
        const analyzer = createAnalyzer();
        let text = TEMPLATE;
        analyzer.analyze({ path: 'a.yaml', text }).problems();
        for (const [at, removed, inserted] of edits) {
          text = text.slice(0, at) + inserted + text.slice(at + removed);
          const kept = lint(analyzer.analyze({ path: 'a.yaml', text }));
          assert.deepEqual(kept, lint(createAnalyzer().analyze({ path: 'a.yaml', text })));
          for (const { span, fixes = [] } of kept) {
            for (const { start, end } of [span, ...fixes.flatMap(fix => fix.edits.map(one => one.span))]) {
              assert.ok(0 <= start && start <= end && end <= text.length);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
