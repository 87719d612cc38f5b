import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';

const CODE = 'reference/no-rotation-pin';
const ID = '11111111-2222-3333-4444-555555555555';

describe(CODE, () => {
  const s = '{{resolve:secretsmanager:';
  const bad: [string, unknown, string, string][] = [
    ['an id', `${s}ci:SecretString:token::${ID}}}`, ID, `::${ID}`],
    ['an id without a key', `${s}ci:SecretString:::${ID}}}`, ID, `:::${ID}`],
    ['nothing but an id', `${s}ci::::${ID}}}`, ID, `::::${ID}`],
    ['the stage before', `x${s}ci:SecretString:token:AWSPREVIOUS}}`, 'AWSPREVIOUS', ':AWSPREVIOUS'],
    ['an ARN', `${s}arn:aws:secretsmanager:eu-west-1:1:secret:a:SecretString:k::${ID}}}`, ID, `::${ID}`],
    ['Sub', { 'Fn::Sub': `${s}\${Env}:SecretString:token::${ID}}}` }, ID, `::${ID}`],
    [
      'Join',
      { 'Fn::Join': ['', [s, { Ref: 'Env' }, ':SecretString:k:AWSPREVIOUS}}']] },
      'AWSPREVIOUS',
      ':AWSPREVIOUS',
    ],
    ['If', { 'Fn::If': ['Live', `${s}ci:SecretString:token::${ID}}}`, 'x'] }, ID, `::${ID}`],
  ];
  for (const [name, value, marked, removed] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(found(text, CODE), [`info: ${marked}`]);
        assert.deepEqual(mended(text, CODE), [text.replace(removed, '')]);
      }
    });
  }

  const good: [string, unknown][] = [
    ['no version', `${s}ci:SecretString:token}}`],
    ['the current stage', `${s}ci:SecretString:token:AWSCURRENT}}`],
    ['a stage of its own', `${s}ci:SecretString:token:BLUE}}`],
    ['a variable that may be empty', { 'Fn::Sub': `${s}ci:SecretString:token::\${Env}}}` }],
    ['a parameter with a version', '{{resolve:ssm:/my-app/host:3}}'],
    ['not resolved', { 'Fn::Base64': `${s}ci:SecretString:token::${ID}}}` }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(inProperty(value))) assert.deepEqual(found(text, CODE), []);
    });
  }
});
