/** What the rules about an account's answers share: what they look at, and how they say where and when it was read. */

import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { CatalogAnswer, CatalogId, ParameterFact, SecretFact } from '../../ports';
import type { Fix, Problem, ProblemCode, Severity } from '../../problem';
import type { Rule } from '../../rule';
import type { Segment, SegmentRole } from '../form';
import { isOpen } from '../grammar';
import type { ReferenceUse } from '../use';
import { fixUnits, problemAt } from './context';

/** One reference that CloudFormation resolves, and what an account answered about it. */
export interface LiveContext {
  readonly use: ReferenceUse;
  /** The item with the version and the JSON key that are written. */
  readonly id: CatalogId;
  readonly answer: CatalogAnswer;
  /** Whether this template makes the item itself: it need not exist yet. */
  readonly isDeclared: boolean;
  /**
   * For what a deployment would fail with: an error only where the template is bound to this account and nothing is left
   * open by a default or a condition.
   */
  readonly failing: Severity;
}

export type LiveRule = Rule<LiveContext>;

/** What is known of the parameter that a reference names, where this template does not make it itself. */
export function knownParameter({ answer, isDeclared }: LiveContext): ParameterFact | undefined {
  if (isDeclared || answer.status !== 'known' || answer.fact.kind !== 'parameter') return undefined;
  return answer.fact;
}

export function knownSecret({ answer, isDeclared }: LiveContext): SecretFact | undefined {
  if (isDeclared || answer.status !== 'known' || answer.fact.kind !== 'secret') return undefined;
  return answer.fact;
}

export interface LiveFinding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  /** The part of the reference to point at; the whole where it is left out or not to be found. */
  readonly role?: SegmentRole;
  readonly fixes?: readonly (Fix | undefined)[];
}

/** A problem that says when the account was read. */
export function liveProblem({ use, answer }: LiveContext, finding: LiveFinding): Problem {
  const { code, severity, message, role, fixes = [] } = finding;
  const segment = role && writtenSegment(use, role);
  const problem = problemAt({ code, severity, evidence: 'live', message }, use, segment?.span);
  const offered = fixes.flatMap(fix => fix ?? []);
  return {
    ...problem,
    ...(answer.status !== 'unavailable' && { readAt: answer.origin.readAt }),
    ...(offered.length > 0 && { fixes: offered }),
  };
}

/** `dev · 123456789012 · eu-west-1 (read 2026-11-20 08:30 UTC, with the default Env = prod)`. */
export function readIn({ answer, use }: Pick<LiveContext, 'answer' | 'use'>, more = ''): string {
  if (answer.status === 'unavailable') return 'the account';
  return whereAndWhen(answer.origin, `${filledText(use)}${more}`);
}

/** `, with the default Env = prod`, `, with Env = dev of dev.json`. */
function filledText({ filled }: Pick<ReferenceUse, 'filled'>): string {
  const textOf = (holes: ReferenceUse['filled']) =>
    holes.map(({ name, value }) => `${name} = ${value}`).join(', ');
  const defaults = filled.filter(({ from }) => from === 'default');
  const given = filled.filter(({ from }) => from === 'set');
  const set = given[0]?.set ?? '';
  return [
    defaults.length === 0 ? '' : `, with the default ${textOf(defaults)}`,
    given.length === 0 ? '' : `, with ${textOf(given)} of ${set}`,
  ].join('');
}

/**
 * The part of a reference as it is written. A variable before it may bring colons along that shift the parts: then the
 * written text and what it comes to do not agree, and there is none.
 */
export function writtenSegment(use: ReferenceUse, role: SegmentRole): Segment | undefined {
  const { reference, resolved } = use;
  const written = reference.segments.find(segment => segment.role === role);
  if (written === undefined || reference.segments.length !== resolved?.segments.length) return undefined;
  return written;
}

/** Replaces a part of the reference; none where a variable stands in it. */
export function replaceSegment(
  use: ReferenceUse,
  role: SegmentRole,
  title: string,
  newText: string,
): Fix | undefined {
  const segment = writtenSegment(use, role);
  return segment && fixUnits(use, title, segment.span, newText);
}

/** Takes a part away with the colon before it; none where a variable stands in it. */
export function removeSegment(use: ReferenceUse, role: SegmentRole, title: string): Fix | undefined {
  const segment = writtenSegment(use, role);
  if (segment === undefined || isOpen(segment)) return undefined;
  return fixUnits(use, title, { start: segment.span.start - 1, end: segment.span.end }, '');
}

/** The only one of several is the one an "auto fix" takes. */
export function preferIfOnly(fixes: readonly Fix[]): readonly Fix[] {
  const [only] = fixes;
  return fixes.length === 1 && only !== undefined ? [{ ...only, preferred: true }] : fixes;
}

export function day(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
}
