import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findTerms, termsOf, type UsedItem } from '../../../src/core/usages/terms';

const found = (item: UsedItem, text: string) =>
  findTerms(text, termsOf(item)).map(({ start, end }) => text.slice(start, end));
const parameter = (name: string): UsedItem => ({ kind: 'parameter', name });
const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf';
const secret: UsedItem = { kind: 'secret', name: 'prod/db', arn: ARN };
const key: UsedItem = { kind: 'key', id: '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13', aliases: ['alias/app'] };

describe('usages in plain text', () => {
  for (const [item, text, count] of [
    [parameter('/a/b'), '{{resolve:ssm:/a/b:3}} "/a/b" A=/a/b', 3],
    [parameter('/a/b'), 'arn:aws:ssm:eu-west-1:123456789012:parameter/a/b', 1],
    [parameter('/a/b'), 'See /a/b. Or (/a/b), /a/b; /a/b', 4],
    [parameter('/a/b'), '/x/a/b /a/b/c /a/bc /a/b-c /a/b.c x/a/b', 0],
    [parameter('db.host'), 'db.host "db.host" x.db.host db.hosts', 2],
    [parameter('stage'), 'the stage of a stage: stage it is', 0],
    [parameter('stage'), 'Default: stage\n  - stage # here\nName = stage\r\nA stage\n', 3],
    [parameter('stage'), `"stage" 'stage' {{resolve:ssm:stage}} NAME=stage\nssm:stage:1`, 5],
    [parameter('stage'), '"stage\' "stage and', 0],
    [secret, `"prod/db" ${ARN} {{resolve:secretsmanager:prod/db:SecretString}}`, 3],
    [secret, 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-??????', 1],
    [secret, 'arn:aws:secretsmanager:*:*:secret:prod/db-*', 1],
    [secret, 'prod/db-other x/prod/db prod/db/x', 0],
    [key, `arn:aws:kms:eu-west-1:123456789012:key/${'7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13'} "alias/app"`, 2],
    [key, 'alias/app2 xalias/app alias/app/x', 0],
  ] as const) {
    it(`are ${count} in ${text.slice(0, 60)}`, () => {
      const all = found(item, text);
      assert.equal(all.length, count, JSON.stringify(all));
    });
  }

  it('count once where an ARN holds the name', () => assert.deepEqual(found(secret, ARN), [ARN]));

  it('are where they say, in order, without overlaps, in whatever text', () => {
    const unit = fc.constantFrom('/a/b', 'prod/db', ARN, ' ', '"', ':', '-', 'x', '\n');
    fc.assert(
      fc.property(fc.array(unit), parts => {
        const text = parts.join('');
        for (const item of [parameter('/a/b'), secret]) {
          const terms = termsOf(item);
          const spans = findTerms(text, terms);
          for (const [index, { start, end }] of spans.entries()) {
            assert.ok(terms.some(each => each.text === text.slice(start, end)));
            assert.ok(start >= (spans[index - 1]?.end ?? 0));
          }
        }
      }),
    );
  });
});
