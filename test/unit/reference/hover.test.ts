import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import type { CatalogAnswer } from '../../../src/core/ports';
import { hoverOf, referenceAt } from '../../../src/core/reference/hover';

const template = (value: string) => `AWSTemplateFormatVersion: "2010-09-09"
Parameters: { Env: { Type: String, Default: prod }, Pin: { Type: String, NoEcho: true, Default: hunter2 } }
Resources: { F: { Type: AWS::Lambda::Function, Properties: { Description: ${value} } } }
`;

function hover(value: string, answer?: CatalogAnswer): string {
  const text = template(value);
  const model = createAnalyzer().analyze({ path: 'a.yaml', text });
  const use = referenceAt(model, text.indexOf('resolve:') + 3);
  assert.ok(use);
  return hoverOf(use, answer).markdown;
}

const origin = { connection: 'dev *1*', generation: 1, readAt: Date.UTC(2026, 10, 20, 8, 30) };
const parameter = (more: object = {}): CatalogAnswer => ({
  status: 'known',
  origin,
  fact: {
    kind: 'parameter',
    metadata: { name: '/a', type: 'String', version: 5, tier: 'Standard', ...more },
  },
});
const secret = (more: object = {}): CatalogAnswer => ({
  status: 'known',
  origin,
  fact: {
    kind: 'secret',
    metadata: { name: 's', arn: 'arn:aws:secretsmanager:eu-west-1:1:secret:s-AbCdEf', ...more },
  },
});

describe('hoverOf', () => {
  const cases: [string, string, CatalogAnswer | undefined, readonly RegExp[]][] = [
    [
      'a parameter without an account',
      '"{{resolve:ssm:/a}}"',
      undefined,
      [/\*\*Parameter\*\* `\/a`/, /takes the latest version/],
    ],
    [
      'a pinned one',
      '"{{resolve:ssm:/a:3}}"',
      parameter(),
      [/`\/a` version `3`/, /Latest version 5; this reference is 2 behind/, /exactly this version/],
    ],
    [
      'the type and tier',
      '"{{resolve:ssm:/a}}"',
      parameter(),
      [/Type String · Standard tier/, /Read from dev \\\*1\\\* at 2026-11-20 08:30 UTC/],
    ],
    [
      'a name under a default',
      '!Sub "{{resolve:ssm:/${Env}/a}}"',
      undefined,
      [/`\/prod\/a`/, /`Env` = `prod` \(the parameter's default\)/],
    ],
    [
      'a name that stays open',
      '!Sub "{{resolve:ssm:/${AWS::Region}/a}}"',
      undefined,
      [/`\/…\/a`/, /`AWS::Region` is known at deployment/],
    ],
    [
      'a condition',
      '!Join ["", [!If [Live, "{{resolve:ssm:/a}}", x]]]',
      undefined,
      [/Holds when condition `Live` is true/],
    ],
    [
      'secure',
      '"{{resolve:ssm-secure:/a}}"',
      parameter({ type: 'SecureString', keyId: 'alias/aws/ssm' }),
      [/SecureString parameter/, /Key `alias\/aws\/ssm`/],
    ],
    [
      'a secret',
      '"{{resolve:secretsmanager:s:SecretString:k}}"',
      secret({ rotationEnabled: true, rotationDays: 30, lastRotatedDate: origin.readAt }),
      [
        /\*\*Secret\*\* `s` · JSON key `k`/,
        /Rotation on, every 30 days/,
        /Last rotated 2026-11-20/,
        /only when this resource changes/,
      ],
    ],
    [
      'a secret about to go',
      '"{{resolve:secretsmanager:s}}"',
      secret({ deletedDate: origin.readAt }),
      [/Scheduled for deletion/],
    ],
    [
      'a stage',
      '"{{resolve:secretsmanager:s:SecretString::AWSPREVIOUS}}"',
      undefined,
      [/stage `AWSPREVIOUS`/, /exactly this version/],
    ],
    [
      'absent',
      '"{{resolve:ssm:/a}}"',
      { status: 'absent', origin, similar: ['/b`'] },
      [/Not found/, /`` \/b` ``/],
    ],
    [
      'denied',
      '"{{resolve:ssm:/a}}"',
      {
        status: 'denied',
        origin,
        failure: { kind: 'failure', code: 'denied', message: 'No *way*.', operation: 'x' },
      },
      [/Not readable: No \\\*way\\\*\./],
    ],
    ['unavailable', '"{{resolve:ssm:/a}}"', { status: 'unavailable' }, [/\*\*Parameter\*\*/]],
    ['malformed', '"{{resolve:ssm:}}"', undefined, [/name of the parameter is missing/]],
    ['open', '!Sub "{{resolve:${Env}:x}}"', undefined, [/depends on values of the deployment|No service/]],
    [
      'an impossible date',
      '"{{resolve:ssm:/a}}"',
      parameter({ lastModifiedDate: 1e300 }),
      [/Modified at an unknown time/],
    ],
  ];
  for (const [name, value, answer, expected] of cases) {
    it(name, () => {
      const markdown = hover(value, answer);
      for (const pattern of expected) assert.match(markdown, pattern);
    });
  }

  it('escapes what others wrote', () => {
    const markdown = hover(
      '"{{resolve:ssm:/a}}"',
      parameter({ description: '[click](command:x) $(zap) <img src=x>\u202e' }),
    );
    assert.match(markdown, /\\\[click\\\]\(command:x\) \\\$\(zap\) &lt;img src=x&gt;&lt;U\+202E&gt;/);
  });

  it('never shows the default of a parameter with NoEcho', () => {
    assert.doesNotMatch(hover('!Sub "{{resolve:ssm:/${Pin}}}"'), /hunter2/);
  });

  it('belongs to the part of a split reference that is pointed at', () => {
    const text = template('!Join ["", ["{{resolve:ssm:", "/a", "}}"]]');
    const offset = text.indexOf('"/a"') + 2;
    const use = referenceAt(createAnalyzer().analyze({ path: 'a.yaml', text }), offset);
    assert.ok(use);
    const { span } = hoverOf(use, undefined, offset);
    assert.equal(text.slice(span.start, span.end), '/a');
  });
});
