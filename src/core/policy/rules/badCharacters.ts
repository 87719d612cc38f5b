import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type Node, type ScalarNode, sourceSpan } from '../../template/node';
import type { TextEdit } from '../../text/range';
import { type PolicyContext, placeOf } from '../context';

const CODE = 'policy/bad-characters';

export const badCharacters: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'KMS does not take this character in a policy.',
  documentation: {
    what: 'A character beyond Latin-1 (U+00FF), or a control character other than a tab and a line end, in the text of a key policy: most often a quotation mark or a dash that a word processor has put there.',
    why: 'The Policy parameter of CreateKey and PutKeyPolicy takes printable ASCII, printable Latin-1, tab, line feed and carriage return, and nothing else.',
    example: '"Sid": "Allow admins – all"  →  "Sid": "Allow admins - all"',
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  },
  check: context => (context.kind === 'key' && !context.broken ? problemsOf(context) : []),
};

/** Of a policy in another script each text would be one. */
const MOST = 20;

function problemsOf(context: PolicyContext): readonly Problem[] {
  const { start, end } = context.policy.node.span;
  // Escapes may spell any of them.
  if (!NOT_TAKEN.test(context.text.slice(start, end)) && !context.text.includes('\\')) return [];
  const found: Problem[] = [];
  visit(context.policy.node, scalar => {
    if (found.length < MOST) found.push(...scalarProblems(context, scalar));
  });
  return found;
}

/**
 * \u007f to \u009f are no printable characters, and the API's own pattern takes them. \ufffc is HOLE: what is filled in where
 * a policy is JSON in a string is not known.
 */
const NOT_TAKEN = /[^\t\n\r -\u00ff\ufffc]/u;

function scalarProblems(
  context: PolicyContext,
  { value, source, span, style }: ScalarNode,
): readonly Problem[] {
  const first = NOT_TAKEN.exec(value);
  if (first === null) return [];
  const [character] = first;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const edits: TextEdit[] = [];
  let isMended = true;
  for (const { 0: one, index } of value.matchAll(new RegExp(NOT_TAKEN, 'gu'))) {
    const newText = PLAIN.get(one) ?? (style === 'json' || style === 'double' ? QUOTES.get(one) : undefined);
    if (newText === undefined) isMended = false;
    else edits.push({ span: sourceSpan(source, index, index + one.length), newText });
  }
  const fixes: readonly Fix[] = isMended ? [{ title: 'Write it in plain characters', edits }] : [];
  const at = sourceSpan(source, first.index, first.index + character.length);
  return [
    {
      code: CODE,
      // CloudFormation may hand it on as an escape, which is plain ASCII.
      severity: context.inTemplate ? 'warning' : 'error',
      message: `KMS does not take this character in a policy: ${code}`,
      span: at.start < at.end ? at : span,
      evidence: 'static',
      ...placeOf(context),
      ...(fixes.length > 0 && { fixes }),
    },
  ];
}

/** Inside double quotes an apostrophe is a letter like any; elsewhere it may end the text it stands in. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', "'"],
  ['\u201d', "'"],
]);

const PLAIN: ReadonlyMap<string, string> = new Map([
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2212', '-'],
  ['\u2026', '...'],
  ['\u2002', ' '],
  ['\u2003', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u200b', ''],
  ['\ufeff', ''],
]);

/** Each scalar once: an alias repeats what stands elsewhere. */
function visit(node: Node, look: (scalar: ScalarNode) => void): void {
  if (node.kind === 'scalar') look(node);
  else if (node.kind === 'sequence') for (const item of node.items) visit(item, look);
  else if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      visit(key, look);
      if (value !== undefined) visit(value, look);
    }
  }
}
