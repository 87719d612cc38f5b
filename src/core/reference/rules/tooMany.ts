import type { Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import { hasMacro } from '../../template/macros';
import type { UnitCounts } from '../counts';
import type { ReferenceUse } from '../use';
import { problemAt } from './context';

const CODE = 'reference/too-many';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const MAX = 60;
/** Near enough to be told before it happens. */
const NEAR = 55;

/** All parts of a template that hold references, in their order. */
export interface CountContext {
  readonly parts: readonly CountedPart[];
  readonly transforms: readonly string[];
}

export interface CountedPart {
  readonly counts: UnitCounts;
  readonly uses: readonly ReferenceUse[];
}

export const tooMany: Rule<CountContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A template holds more than 60 dynamic references.',
  documentation: {
    what:
      'An error for more than 60 different references that are used whatever the conditions are, a warning for more than ' +
      '60 references in all (AWS does not say whether equal ones count), an information from 55. Said once, at the first ' +
      'one too many. References in `Fn::ForEach` are not counted: how many they become is not known.',
    why:
      'CloudFormation takes at most 60 dynamic references in a template. Template parameters of type ' +
      '`AWS::SSM::Parameter::Value<…>` do not count, nor do references in a nested stack.',
    example: [
      'Value: "{{resolve:ssm:/my-app/setting-61}}"  # found, where 60 others stand before it',
      'Value: !Ref Setting61                        # right: a parameter of type AWS::SSM::Parameter::Value<String>',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ parts, transforms }: CountContext): readonly Problem[] {
  let total = 0;
  let loops = false;
  for (const { counts } of parts) {
    total += counts.places.length;
    loops ||= counts.loops;
  }
  // Nearly every template ends here.
  if (total < NEAR) return [];
  const byMacro = hasMacro(transforms);
  const surplus = firstSurplus(parts);
  if (surplus !== undefined) {
    const message = `CloudFormation takes at most ${MAX} dynamic references in a template; this is the different one of number: ${MAX + 1}`;
    return [problem(surplus, byMacro ? 'warning' : 'error', message)];
  }
  const use = placeAt(parts, Math.min(total, MAX + 1) - 1);
  if (use === undefined) return [];
  if (total > MAX) {
    const message = `CloudFormation takes at most ${MAX} dynamic references in a template, and may count equal ones too; all in all there are: ${total}`;
    return [problem(use, 'warning', message)];
  }
  if (loops) return [];
  const message = `CloudFormation takes at most ${MAX} dynamic references in a template; there are already: ${total}`;
  return [problem(use, 'info', message)];
}

function problem(use: ReferenceUse, severity: Severity, message: string): Problem {
  return problemAt({ code: CODE, severity, evidence: 'static', message }, use);
}

/** The first reference that is the 61st different one; the search ends there. */
function firstSurplus(parts: readonly CountedPart[]): ReferenceUse | undefined {
  const seen = new Set<string>();
  for (const { counts, uses } of parts) {
    for (const { text, index, always } of counts.different) {
      if (!always) continue;
      seen.add(text);
      if (seen.size > MAX) return uses[index];
    }
  }
  return undefined;
}

/** The reference at a position among all that are counted. */
function placeAt(parts: readonly CountedPart[], position: number): ReferenceUse | undefined {
  let before = 0;
  for (const { counts, uses } of parts) {
    const index = counts.places[position - before];
    if (index !== undefined) return uses[index];
    before += counts.places.length;
  }
  return undefined;
}
