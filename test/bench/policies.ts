// Policies as files, one after the other in one process, as a pipeline with many of them has it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { createAnalyzer } from '../../src/core/document';
import { lint } from '../../src/core/lint';
import { type Figure, median, times } from './measure';

const FOLDER = path.join(root, 'test/fixtures/policies/valid');
const MANY = 1_000;
/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const LARGEST = 32_768;

export async function policyFigures(): Promise<readonly Figure[]> {
  const texts = readdirSync(FOLDER)
    .filter(name => name.endsWith('.json'))
    .map(name => readFileSync(path.join(FOLDER, name), 'utf8'));
  const many = Array.from({ length: MANY }, (_, index) => texts[index % texts.length] ?? '');
  const linted = median(await times(5, () => many.map(lintPolicy)));
  const parsed = median(await times(5, () => many.map(text => JSON.parse(text))));
  const largest = largestPolicy();
  const one = median(await times(15, () => lintPolicy(largest)));
  const oneParsed = median(await times(15, () => JSON.parse(largest)));
  return [
    {
      name: `${MANY.toLocaleString('en')} policies, parsed and linted`,
      value: linted,
      unit: 'ms',
      budget: 500,
      comparedWith: `${(linted / parsed).toFixed(0)} × JSON.parse (${parsed.toFixed(1)} ms)`,
    },
    {
      name: `the largest key policy there may be (${largest.length.toLocaleString('en')} bytes)`,
      value: one,
      unit: 'ms',
      budget: 10,
      comparedWith: `${(one / oneParsed).toFixed(0)} × JSON.parse (${oneParsed.toFixed(2)} ms)`,
    },
  ];
}

function lintPolicy(text: string): number {
  return lint(createAnalyzer().analyze({ path: 'policy.json', text })).length;
}

/** Statements as people write them, as many as KMS takes. */
function largestPolicy(): string {
  const statement = (index: number) => ({
    Sid: `Allow use of the key by application ${index}`,
    Effect: 'Allow',
    Principal: {
      AWS: [`arn:aws:iam::111122223333:role/app-${index}`, `arn:aws:iam::444455556666:role/app-${index}`],
    },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Resource: '*',
    Condition: {
      StringEquals: { 'kms:ViaService': `s3.eu-west-1.amazonaws.com`, 'aws:PrincipalOrgID': 'o-a1b2c3' },
    },
  });
  const root = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'kms:*',
    Resource: '*',
  };
  const all: object[] = [root];
  const text = () => JSON.stringify({ Version: '2012-10-17', Statement: all });
  for (let index = 0; ; index++) {
    all.push(statement(index));
    if (text().length > LARGEST) {
      all.pop();
      return text();
    }
  }
}
