import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { catalogIdsOf, lint } from '../../../src/core/lint';
import { hoverOf } from '../../../src/core/reference/hover';
import { jsonChunksOf } from '../../../src/core/template/jsonChunks';
import { isJson } from '../../../src/core/template/unit';
import { applyEdits } from '../../../src/core/text/range';
import { account, denied, troubled } from './support';

const folder = path.resolve('test/fixtures/templates/valid');
const texts = readdirSync(folder)
  .sort()
  .map(name => readFileSync(path.join(folder, name), 'utf8'));

const typed = fc.constantFrom(
  '{{resolve:ssm:',
  '{{resolve:ssm-secure:/a}}',
  '}}',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '#',
  ':',
  '- ',
  '\n',
  '\r\n',
  '\n    ',
  '!Sub ',
  '!Join ["", [',
  '${Env}',
  '&a ',
  '*a',
  '\\',
  '\t',
  '\u0000',
  '😀',
  '\ud83d',
  '<<: ',
  '---\n',
  'Fn::If',
  ',',
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.nat({ max: 12 }),
  text: typed,
});

function edited(
  text: string,
  { at, drop, text: inserted }: { at: number; drop: number; text: string },
): string {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + inserted + text.slice(offset + drop);
}

function assertInside(model: DocumentModel): void {
  const inside = ({ start, end }: { start: number; end: number }) =>
    assert.ok(
      0 <= start && start <= end && end <= model.text.length,
      `${start}-${end} of ${model.text.length}`,
    );
  for (const use of model.references) {
    inside(use.span);
    for (const span of use.spans) inside(span);
    for (const { span } of use.reference.segments) use.locate(span.start, span.end).forEach(inside);
    hoverOf(use);
  }
  const accounts = [account([], ['/similar/name']), troubled, denied];
  for (const problem of accounts.flatMap(answers => lint(model, answers, { bound: true }))) {
    inside(problem.span);
    problem.related?.forEach(place => {
      inside(place.span);
    });
    for (const fix of problem.fixes ?? []) {
      for (const { span } of fix.edits) inside(span);
      applyEdits(model.text, fix.edits);
    }
  }
  catalogIdsOf(model);
}

/** What an editor would show of a model, for comparing two. */
function shownBy(model: DocumentModel): unknown {
  return [
    model.kind,
    model.references.map(use => [use.reference.text, use.spans, use.resolved?.text, use.place]),
    lint(model),
    lint(model, troubled),
    lint(model, denied),
  ];
}

/** While brackets and quotes do not match, what was cut before stays cut (templateParser.ts): that rests on the edits. */
function isBrokenJson(text: string): boolean {
  return isJson(text) && jsonChunksOf(text) === undefined;
}

describe('lint over random edits', () => {
  it('never throws, keeps every span inside, and an analyzer that saw the edits equals a fresh one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (start, edits) => {
          const analyzer = createAnalyzer();
          let text = start;
          analyzer.analyze({ path: 'a', text });
          for (const one of edits) {
            text = edited(text, one);
            const model = analyzer.analyze({ path: 'a', text });
            assertInside(model);
            if (isBrokenJson(text)) continue;
            assert.deepEqual(shownBy(model), shownBy(createAnalyzer().analyze({ path: 'a', text })));
          }
          if (isBrokenJson(start)) return;
          // Whatever was on the way, nothing of it stays.
          const model = analyzer.analyze({ path: 'a', text: start });
          assert.deepEqual(shownBy(model), shownBy(createAnalyzer().analyze({ path: 'a', text: start })));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(typed, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 }),
        parts => {
          for (const head of [
            '',
            'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n',
            '{"Resources": {"A": {"Type": "A::B", "Statement": ',
          ]) {
            assertInside(createAnalyzer().analyze({ path: 'a', text: head + parts.join('') }));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
