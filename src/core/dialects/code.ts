import type { SourceText } from '../detect';
import type { Problem } from '../problem';
import { usesOfPieces } from '../reference/collect';
import { CLOSING, OPENING } from '../reference/form';
import { liveRules, staticRules } from '../reference/rules';
import type { ReferenceUse } from '../reference/use';
import type { Piece } from '../template/symbolic';
import type { Place } from '../template/values';
import type { Span } from '../text/range';
import type { Dialect } from './dialect';
import { type Language, languages } from './languages';
import { literalsIn } from './literals';

/**
 * Programs that write templates, with the CDK for instance: `{{resolve:…}}` in strings of TypeScript, JavaScript, Python,
 * Java, Go and C#. https://docs.aws.amazon.com/cdk/v2/guide/get-ssm-value.html
 */
export const code: Dialect = {
  id: 'code',
  deploys: true,
  liveRules,
  claims: name => languageOf({ path: name }) !== undefined,
  recognises: source => languageOf(source) !== undefined && source.text.includes(OPENING),
  usesIn(source) {
    const language = languageOf(source);
    if (language === undefined) return [];
    return literalsIn(source.text, language)
      .filter(({ start, end }) => source.text.slice(start, end).includes(OPENING))
      .flatMap(literal => usesOfPieces(piecesOf(source.text, literal, language)))
      .filter(isMeant);
  },
  problemsOf: uses =>
    uses.flatMap(use =>
      staticRules
        .flatMap(rule =>
          rule.check({ use: { ...use, place: SOMEWHERE }, transforms: [], unitOf: () => undefined }),
        )
        .filter(isCertain)
        .map(
          (problem): Problem => ({
            ...problem,
            severity: problem.severity === 'error' ? 'warning' : problem.severity,
          }),
        ),
    ),
};

/** A property of a resource of unknown type: what a program writes ends there as a rule. */
const SOMEWHERE: Place = {
  section: 'Resources',
  attribute: 'Properties',
  path: [],
  inside: [],
  loopVariables: [],
};

/** Whether a file is written in one of the languages: by what the editor says, else by its name. */
export function languageOf({
  path,
  languageId,
}: Pick<SourceText, 'path' | 'languageId'>): Language | undefined {
  if (languageId !== undefined && languageId !== '') {
    return languages.find(({ ids }) => ids.includes(languageId));
  }
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return languages.find(({ extensions }) => extensions.includes(extension));
}

/** The string, with a hole for each place where the program puts something. */
function piecesOf(source: string, { start, end }: Span, { holes }: Language): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = start;
  const add = (to: number): void => {
    if (to > done) {
      pieces.push({
        kind: 'text',
        text: source.slice(done, to),
        source: { kind: 'shift', start: done },
        from: 0,
      });
    }
  };
  for (const { 0: hole, index } of source.slice(start, end).matchAll(holes)) {
    const at = start + index;
    add(at);
    done = at + hole.length;
    const span = { start: at, end: done };
    pieces.push({ kind: 'hole', hole: { kind: 'unknown', reason: 'the program' }, span });
  }
  add(end);
  return pieces;
}

/**
 * The program goes on with what does not end in its string; `<name>` and `…` stand in explanations, brackets and stars in
 * regular expressions that look for references.
 */
function isMeant({ reference }: ReferenceUse): boolean {
  return reference.text.endsWith(CLOSING) && !/[<>…[\]()*+?|\\^]|\.\.\./.test(reference.text);
}

/** `{{resolve:service-name:…}}` explains; a service that is nearly right is a slip. */
function isCertain({ code: rule, fixes = [] }: Problem): boolean {
  return rule !== 'reference/unknown-service' || fixes.length > 0;
}
