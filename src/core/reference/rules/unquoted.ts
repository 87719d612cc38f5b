import type { Fix, Problem } from '../../problem';
import { isClosed } from '../form';
import type { ReferenceUse } from '../use';
import { problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { type DoubleMapping, doubleMappingAt } from './value';

const CODE = 'reference/unquoted';

export const unquoted: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A dynamic reference begins a YAML value without quotes.',
  documentation: {
    what:
      'A YAML value that begins with `{` is a mapping, not text: `{{resolve:…}}` without quotes is a mapping whose key is a ' +
      'mapping, also after `!Sub`. Behind other text (`tcp://{{resolve:…}}`) quotes are not needed.',
    why: 'CloudFormation rejects the template, or text after the braces makes it no YAML at all.',
    example: [
      'Host: {{resolve:ssm:/my-app/prod/database/host}}    # found',
      'Host: "{{resolve:ssm:/my-app/prod/database/host}}"  # right',
    ].join('\n'),
    source: 'https://yaml.org/spec/1.2.2/#742-flow-mappings',
  },
  check,
};

function check({ use, unitOf }: ReferenceContext): readonly Problem[] {
  const { reference, place, span } = use;
  // What was read as a string has a place.
  if (place !== undefined || !isClosed(reference.text)) return [];
  if (reference.kind === 'malformed' && reference.fault.kind === 'not-a-reference') return [];
  const unit = unitOf(use);
  // In JSON there is nothing to mistake: the text is no JSON, and whoever reads it says so.
  if (unit === undefined || unit.format === 'json') return [];
  const found = doubleMappingAt(unit, span.start - unit.offset);
  if (found === undefined) return [];
  const message = 'A YAML value that begins with { is a mapping, not text: put the reference in quotes.';
  const problem = problemAt({ code: CODE, severity: 'error', evidence: 'static', message }, use);
  const fix = quoteFix(use, found, unit.text, unit.offset);
  return [{ ...problem, ...(fix && { fixes: [{ ...fix, preferred: true }] }) }];
}

function quoteFix(
  use: ReferenceUse,
  { node, inFlow }: DoubleMapping,
  text: string,
  offset: number,
): Fix | undefined {
  const start = use.span.start - offset;
  const end = endOfValue(text, use.span.end - offset, inFlow);
  if (end === undefined) return undefined;
  const value = text.slice(start, end);
  const quote = /["\\]/.test(value) ? "'" : '"';
  if (quote === "'" && value.includes("'")) return undefined;
  const needsSub = value.includes('${') && node.tag === undefined;
  const span = { start: start + offset, end: end + offset };
  const title = needsSub ? 'Put it in quotes with !Sub' : 'Put it in quotes';
  return { title, edits: [{ span, newText: `${needsSub ? '!Sub ' : ''}${quote}${value}${quote}` }] };
}

/** Where a value ends whose reference ends at `from`: between brackets it must be all, else text up to a comment belongs to it. */
function endOfValue(text: string, from: number, inFlow: boolean): number | undefined {
  let end = from;
  while (end < text.length && !isLineEnd(text, end)) end++;
  const rest = text.slice(from, end);
  if (inFlow) return /^\s*(?:[,\]}]|#|$)/.test(rest) ? from : undefined;
  const comment = rest.search(/\s#/);
  return from + (comment < 0 ? rest : rest.slice(0, comment)).trimEnd().length;
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13;
}
