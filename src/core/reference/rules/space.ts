import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type Piece, textOf } from '../../template/symbolic';
import type { TemplateUnit } from '../../template/unit';
import { type TemplateValue, unitValues } from '../../template/values';
import type { Span, TextEdit } from '../../text/range';
import { parseReference } from '../grammar';
import { locatePieces } from '../scan';
import type { ReferenceUse } from '../use';
import { isResolvedAt, problemAt } from './context';
import { isProgram } from './program';
import { secretNotSupportedHere } from './secretNotSupportedHere';
import { secureNotSupportedHere } from './secureNotSupportedHere';
import { versionRequired } from './versionRequired';

const CODE = 'reference/space';

/** A part of a template: what this rule looks for is no reference, so no scan finds it. */
export interface UnitContext {
  readonly unit: TemplateUnit;
  readonly transforms: readonly string[];
}

/** Offsets of what it finds count in the unit's text. */
export const space: Rule<UnitContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A blank stands between `{{` and `resolve`, or before the colon behind it.',
  documentation: {
    what: 'The text has the form of a dynamic reference but for a blank in `{{resolve:`. (Blanks in names: reference/syntax.)',
    why:
      'CloudFormation does not see a reference in it and hands the literal text on, without an error: measured on AWS in ' +
      'https://github.com/aws-cloudformation/cfn-lint/pull/4412.',
    example: [
      'Host: "{{ resolve:ssm:/my-app/prod/database/host }}"  # found',
      'Host: "{{resolve:ssm:/my-app/prod/database/host}}"    # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ unit, transforms }: UnitContext): readonly Problem[] {
  const at = placesIn(unit.text);
  if (at.length === 0) return [];
  const reach = (start: number, end: number) => at.some(place => start <= place && place < end);
  return unitValues(unit, reach).flatMap(value => problemsIn(value, transforms));
}

/** Where it may stand, by the raw text: nearly everywhere nothing. */
function placesIn(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf('resolve'); at >= 0; at = text.indexOf('resolve', at + 7)) {
    if (isBlank(text, at - 1) || isBlank(text, at + 7)) places.push(at);
  }
  return places;
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 32 || unit === 9;
}

const SPACED =
  /\{\{(?:[ \t]{1,80}resolve[ \t]{0,80}|resolve[ \t]{1,80}):[ \t]{0,80}(?:ssm|ssm-secure|secretsmanager)[ \t]{0,80}:[^{}"'`\r\n]{1,2000}\}\}/g;

function problemsIn(
  { value, place, isKey }: TemplateValue,
  transforms: readonly string[],
): readonly Problem[] {
  if (isKey || !isResolvedAt(place) || isProgram(place)) return [];
  const problems: Problem[] = [];
  for (const { pieces } of value.alternatives) {
    const text = textOf(pieces);
    if (!text.includes('resolve')) continue;
    for (const match of text.matchAll(SPACED)) {
      const use = useOf(match[0], match.index, pieces, place);
      if (use) problems.push(problemOf(use, match[0], transforms));
    }
  }
  return problems;
}

function problemOf(use: ReferenceUse, text: string, transforms: readonly string[]): Problem {
  const message =
    'A blank in {{resolve: keeps CloudFormation from seeing a reference: the text stays as it is.';
  const problem = problemAt({ code: CODE, severity: 'error', evidence: 'static', message }, use);
  // What would be a problem again is not offered.
  const right =
    use.reference.kind !== 'malformed' &&
    [secureNotSupportedHere, secretNotSupportedHere, versionRequired].every(
      rule => rule.check({ use, transforms, unitOf: () => undefined }).length === 0,
    );
  if (!right) return problem;
  const edits: TextEdit[] = blanksIn(text).flatMap(({ start, end }) =>
    use.locate(start, end).map(span => ({ span, newText: '' })),
  );
  return { ...problem, fixes: [{ title: 'Remove the blanks', edits, preferred: true }] };
}

/** Blanks beside braces and colons; in between there is none in a name that is right. */
function blanksIn(text: string): readonly Span[] {
  return [...text.matchAll(/[ \t]{1,80}/g)].map(({ 0: blanks, index }) => ({
    start: index,
    end: index + blanks.length,
  }));
}

/** As if the blanks were not there, located where it is written. */
function useOf(
  text: string,
  from: number,
  pieces: readonly Piece[],
  place: TemplateValue['place'],
): ReferenceUse | undefined {
  const locate = (start: number, end: number) => locatePieces(pieces, from + start, from + end);
  const spans = locate(0, text.length);
  const [span] = spans;
  if (span === undefined) return undefined;
  return {
    reference: parseReference(text.replace(/[ \t]{1,80}/g, '')),
    resolved: undefined,
    id: undefined,
    knowledge: 'unknown',
    filled: [],
    open: [],
    holes: [],
    span,
    spans,
    locate,
    whole: false,
    last: false,
    place,
    guard: [],
  };
}
