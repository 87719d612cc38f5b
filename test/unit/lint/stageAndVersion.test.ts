import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';

const CODE = 'reference/stage-and-version';
const ID = '11111111-2222-3333-4444-555555555555';
const BOTH = `{{resolve:secretsmanager:ci:SecretString:token:AWSCURRENT:${ID}}}`;

describe(CODE, () => {
  const bad: [string, unknown][] = [
    ['whole', BOTH],
    ['in a longer text', `x-${BOTH}-y`],
    ['no key', BOTH.replace('token', '')],
    ['Sub', { 'Fn::Sub': BOTH.replace('ci', '${Env}') }],
    [
      'Join',
      {
        'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Env' }, `:SecretString:t:AWSCURRENT:${ID}}}`]],
      },
    ],
    ['If', { 'Fn::If': ['Live', BOTH, 'x'] }],
  ];
  for (const [name, value] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(found(text, CODE), [`warning: AWSCURRENT:${ID}`]);
        assert.deepEqual(mended(text, CODE), [text.replace(`:${ID}`, ''), text.replace('AWSCURRENT', '')]);
      }
    });
  }

  const good: [string, unknown][] = [
    ['stage alone', '{{resolve:secretsmanager:ci:SecretString:token:AWSCURRENT}}'],
    ['stage and an empty id', '{{resolve:secretsmanager:ci:SecretString:token:AWSCURRENT:}}'],
    ['id alone', `{{resolve:secretsmanager:ci:SecretString:token::${ID}}}`],
    ['a variable that may be empty', { 'Fn::Sub': BOTH.replace(ID, '${Env}') }],
    ['text that is not resolved', { 'Fn::Base64': BOTH }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(inProperty(value))) assert.deepEqual(found(text, CODE), []);
    });
  }
});
