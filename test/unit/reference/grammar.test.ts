import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatReference, parseReference } from '../../../src/core/reference/grammar';
import { HOLE } from '../../../src/core/template/symbolic';
import { applyEdits } from '../../../src/core/text/range';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf';

describe('parseReference', () => {
  const valid: [string, string, Record<string, string>][] = [
    ['ssm:/a/b', 'ssm', { name: '/a/b' }],
    ['ssm:my-name_1.x:12', 'ssm', { name: 'my-name_1.x', version: '12' }],
    ['ssm:-', 'ssm', { name: '-' }],
    ['ssm-secure:/a/b', 'ssm-secure', { name: '/a/b' }],
    ['ssm-secure:/a/b:1', 'ssm-secure', { name: '/a/b', version: '1' }],
    ['secretsmanager:MySecret', 'secretsmanager', { secretId: 'MySecret' }],
    ['secretsmanager:MySecret::::', 'secretsmanager', { secretId: 'MySecret' }],
    ['secretsmanager:MySecret:SecretString:::', 'secretsmanager', { secretId: 'MySecret' }],
    [
      'secretsmanager:a/b:SecretString:pass word',
      'secretsmanager',
      { secretId: 'a/b', jsonKey: 'pass word' },
    ],
    ['secretsmanager:a::key', 'secretsmanager', { secretId: 'a', jsonKey: 'key' }],
    ['secretsmanager:a:SecretString::AWSPREVIOUS', 'secretsmanager', { versionStage: 'AWSPREVIOUS' }],
    ['secretsmanager:a:SecretString:k::0b9c', 'secretsmanager', { jsonKey: 'k', versionId: '0b9c' }],
    ['secretsmanager:rds!cluster-1a2b', 'secretsmanager', { secretId: 'rds!cluster-1a2b' }],
    [`secretsmanager:${ARN}`, 'secretsmanager', { secretId: ARN }],
    [
      `secretsmanager:${ARN}:SecretString:password::`,
      'secretsmanager',
      { secretId: ARN, jsonKey: 'password' },
    ],
    [
      'secretsmanager:arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:partial',
      'secretsmanager',
      { secretId: 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:partial' },
    ],
    [`ssm:/my/${HOLE}/x:${HOLE}`, 'ssm', { name: `/my/${HOLE}/x`, version: HOLE }],
    [`ssm:${HOLE}`, 'ssm', { name: HOLE }],
    [
      `secretsmanager:arn:${HOLE}:secretsmanager:${HOLE}:${HOLE}:secret:x:SecretString:k`,
      'secretsmanager',
      { jsonKey: 'k' },
    ],
    [
      `secretsmanager:${HOLE}:SecretString:password::`,
      'secretsmanager',
      { secretId: HOLE, jsonKey: 'password' },
    ],
  ];
  for (const [body, kind, fields] of valid) {
    it(`reads: ${body.replaceAll(HOLE, '⟨⟩')}`, () => {
      const text = `{{resolve:${body}}}`;
      const reference = parseReference(text);
      assert.equal(reference.kind, kind);
      for (const [field, expected] of Object.entries(fields)) {
        const segment = Reflect.get(reference, field);
        assert.equal(segment.text, expected, field);
        assert.equal(text.slice(segment.span.start, segment.span.end), expected, `span of ${field}`);
      }
    });
  }

  const malformed: [string, string, string?][] = [
    ['{{resolve:ssm:}}', 'missing-name'],
    ['{{resolve:ssm}}', 'missing-name'],
    ['{{resolve:ssm::1}}', 'missing-name'],
    ['{{resolve:secretsmanager:}}', 'missing-name'],
    ['{{resolve:secretsmanager::SecretString:k}}', 'missing-name'],
    ['{{resolve:ssm-secure:/name:}}', 'trailing-colon', '{{resolve:ssm-secure:/name}}'],
    ['{{resolve:ssm:/name:1:}}', 'trailing-colon', '{{resolve:ssm:/name:1}}'],
    [`{{resolve:ssm:${HOLE}/name:}}`, 'trailing-colon', `{{resolve:ssm:${HOLE}/name}}`],
    ['{{resolve:ssm:/name:1:2}}', 'too-many-segments'],
    ['{{resolve:ssm:/name:latest}}', 'version', '{{resolve:ssm:/name}}'],
    ['{{resolve:ssm:/name:v3}}', 'version', '{{resolve:ssm:/name:3}}'],
    [`{{resolve:ssm:/name:v${HOLE}}}`, 'version'],
    ['{{resolve:ssm:/my name}}', 'character'],
    ['{{resolve:ssm: /name}}', 'character', '{{resolve:ssm:/name}}'],
    ['{{resolve:ssm:/name }}', 'character', '{{resolve:ssm:/name}}'],
    ['{{resolve:ssm: /name }}', 'character', '{{resolve:ssm:/name}}'],
    [`{{resolve:ssm:/${HOLE}/na$me}}`, 'character'],
    ['{{resolve:ssm:/größe}}', 'character'],
    ['{{resolve:ssm:/😀}}', 'character'],
    ['{{resolve:secretsmanager:my secret}}', 'character'],
    [
      '{{resolve:secretsmanager:a:SecretBinary}}',
      'secret-string',
      '{{resolve:secretsmanager:a:SecretString}}',
    ],
    [
      '{{resolve:secretsmanager:a:secretstring:k}}',
      'secret-string',
      '{{resolve:secretsmanager:a:SecretString:k}}',
    ],
    [
      '{{resolve:secretsmanager:a:password}}',
      'secret-string',
      '{{resolve:secretsmanager:a:SecretString:password}}',
    ],
    [
      '{{resolve:secretsmanager:a:AWSPREVIOUS}}',
      'secret-string',
      '{{resolve:secretsmanager:a:SecretString::AWSPREVIOUS}}',
    ],
    [
      '{{resolve:secretsmanager:a:SecretString:::::}}',
      'too-many-segments',
      '{{resolve:secretsmanager:a:SecretString:::}}',
    ],
    ['{{resolve:secretsmanager:a:SecretString:b:c:d:e}}', 'too-many-segments'],
    ['{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret}}', 'secret-arn'],
    ['{{resolve:secretsmanager:arn:aws:ssm:eu-west-1:1:parameter:x}}', 'secret-arn'],
    ['{{resolve:ssm:/name', 'unclosed', '{{resolve:ssm:/name}}'],
    ['{{resolve:ssm:/name}', 'unclosed', '{{resolve:ssm:/name}}'],
    ['{{resolve:SSM:/name}}', 'unknown-service'],
    ['{{resolve::ssm-secure:x:1}}', 'unknown-service'],
    ['{{resolve:}}', 'unknown-service'],
    ['{{resolve:ssm:/a/${Env}}}', 'missing-sub'],
    ['{{resolve:ssm:/a\\}}', 'trailing-backslash'],
    ['{{resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/x}}', 'parameter-arn'],
    ['{{resolve:ssm:" + name + "}}', 'not-a-reference'],
  ];
  for (const [text, kind, mended] of malformed) {
    it(`finds ${kind} in: ${text.replaceAll(HOLE, '⟨⟩')}`, () => {
      const reference = parseReference(text);
      assert.equal(reference.kind, 'malformed');
      if (reference.kind !== 'malformed') return;
      const { fault } = reference;
      assert.equal(fault.kind, kind);
      assert.ok(fault.span.start >= 0 && fault.span.start <= fault.span.end && fault.span.end <= text.length);
      assert.equal(fault.fix && applyEdits(text, [fault.fix]), mended);
      if (mended !== undefined) assert.notEqual(parseReference(mended).kind, 'malformed');
    });
  }

  const open = [
    `{{resolve:${HOLE}:/a}}`,
    `{{resolve:secretsmanager:${HOLE}:secret:x:SecretString:k}}`,
    `{{resolve:secretsmanager:${HOLE}:password}}`,
    `{{resolve:secretsmanager:arn:${HOLE}:SecretString:k}}`,
    `{{resolve:ssm:${HOLE}:label}}`,
    `{{resolve:ssm:${HOLE}:parameter/x:y}}`,
  ];
  for (const text of open) {
    it(`says nothing about: ${text.replaceAll(HOLE, '⟨⟩')}`, () => {
      assert.equal(parseReference(text).kind, 'open');
    });
  }

  it('never throws, and every span lies inside the text', () => {
    const alphabet = fc.constantFrom(
      'ssm',
      ':',
      'arn',
      'secretsmanager',
      '/a',
      HOLE,
      ' ',
      '}',
      '\\',
      '${',
      '7',
      '😀',
      '',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 14 }), fc.boolean(), (parts, closed) => {
        const text = `{{resolve:${parts.join('')}${closed ? '}}' : ''}`;
        const reference = parseReference(text);
        for (const { text: part, span } of reference.segments) {
          assert.equal(text.slice(span.start, span.end), part);
        }
        if (reference.kind === 'malformed' && reference.fault.fix) applyEdits(text, [reference.fault.fix]);
      }),
    );
  });
});

describe('formatReference', () => {
  const cases = [
    ['{{resolve:ssm:/a:3}}', '{{resolve:ssm:/a:3}}'],
    ['{{resolve:secretsmanager:a::::}}', '{{resolve:secretsmanager:a:SecretString}}'],
    ['{{resolve:secretsmanager:a::k:AWSCURRENT:}}', '{{resolve:secretsmanager:a:SecretString:k:AWSCURRENT}}'],
  ] as const;
  for (const [text, expected] of cases) {
    it(`${text} as ${expected}`, () => {
      const reference = parseReference(text);
      assert.ok(reference.kind === 'ssm' || reference.kind === 'secretsmanager');
      assert.equal(formatReference(reference), expected);
    });
  }
});
