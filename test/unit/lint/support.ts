import assert from 'node:assert/strict';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { type Answers, lint } from '../../../src/core/lint';
import type { CatalogAnswer } from '../../../src/core/ports';
import type { Problem } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';

export function modelOf(text: string, path = 'template.yaml'): DocumentModel {
  return createAnalyzer().analyze({ path, text });
}

/** The problems of a text that must be a template. */
export function lintAll(text: string, answers?: Answers): readonly Problem[] {
  const model = modelOf(text);
  assert.equal(model.kind, 'cloudformation');
  return lint(model, answers);
}

/**
 * Most tests put a reference into an environment variable, which is the shortest place there is, and reference/exposed
 * has something to say of that; and a secret without a key of its own, of which secret/customer-key has. Both have tests
 * of their own.
 */
export function lintText(text: string, answers?: Answers): readonly Problem[] {
  return withoutAdvice(lintAll(text, answers));
}

export function withoutAdvice(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => !ADVICE.has(code));
}

const ADVICE: ReadonlySet<string> = new Set(['reference/exposed', 'secret/customer-key']);

/** `error reference/syntax: the marked text`. */
export function shown(text: string, problems: readonly Problem[]): readonly string[] {
  return problems.map(
    ({ severity, code, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`,
  );
}

/** Every fix is applied to the text and linted again: the problem is gone and nothing new appears. */
export function assertFixesMend(text: string, answers?: Answers): void {
  const before = lintText(text, answers);
  const codes = (problems: readonly Problem[]) =>
    problems.map(problem => `${problem.severity} ${problem.code}`);
  for (const problem of before) {
    for (const fix of problem.fixes ?? []) {
      const after = lintText(applyEdits(text, fix.edits), answers);
      const expected = codes(before.filter(other => other !== problem));
      assert.deepEqual(codes(after), expected, `after: ${fix.title}`);
    }
  }
}

const ORIGIN = {
  connection: 'dev · 123456789012 · eu-west-1',
  generation: 1,
  readAt: Date.UTC(2026, 10, 20, 8, 30),
};

/** An account that holds these parameters and secrets and nothing else. */
export function account(names: readonly string[], similar: readonly string[] = []): Answers {
  return id => {
    const name = id.kind === 'parameter' ? id.name : id.id;
    if (!names.includes(name)) return { status: 'absent', origin: ORIGIN, similar } satisfies CatalogAnswer;
    const fact =
      id.kind === 'parameter'
        ? ({ kind: 'parameter', metadata: { name, type: 'String', version: 3 } } as const)
        : ({
            kind: 'secret',
            metadata: { name, arn: `arn:aws:secretsmanager:eu-west-1:1:secret:${name}-AbCdEf` },
          } as const);
    return { status: 'known', fact, origin: ORIGIN } satisfies CatalogAnswer;
  };
}

/** An account in which everything exists and nothing is as a reference wants it. */
export const troubled: Answers = id => {
  const key = { status: 'known', value: { keyId: 'alias/x', state: 'Disabled' } } as const;
  if (id.kind === 'parameter') {
    const type = id.name.length % 2 === 0 ? 'SecureString' : 'String';
    const metadata = { name: id.name, type, version: 5 } as const;
    const pinned = { status: 'known', value: false } as const;
    return { status: 'known', origin: ORIGIN, fact: { kind: 'parameter', metadata, pinned, key } };
  }
  const metadata = { name: id.id, arn: 'arn', ...(id.id.length % 2 === 0 && { deletedDate: 1 }) };
  const versions = { status: 'known', value: [{ versionId: 'x', stages: ['AWSPENDING'] }] } as const;
  const jsonKeys = { status: 'known', value: { form: 'json', keys: ['other'] } } as const;
  return { status: 'known', origin: ORIGIN, fact: { kind: 'secret', metadata, versions, key, jsonKeys } };
};

/** An account that answers no question. */
export const denied: Answers = () => ({
  status: 'denied',
  origin: ORIGIN,
  failure: { kind: 'failure', code: 'denied', message: 'No.', operation: 'ssm:DescribeParameters' },
});
