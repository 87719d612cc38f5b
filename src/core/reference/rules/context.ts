import type { KnownItems } from '../../declared/knownItems';
import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { HOLE } from '../../template/symbolic';
import type { TemplateUnit } from '../../template/unit';
import type { Place } from '../../template/values';
import type { Span, TextEdit } from '../../text/range';
import type { ReferenceUse } from '../use';

/** What a rule about one use of a reference may look at. */
export interface ReferenceContext {
  readonly use: ReferenceUse;
  /** The template's transforms, `AWS::Serverless-2016-10-31` and macros by name. */
  readonly transforms: readonly string[];
  /** The part of the template it stands in; offsets there count in the part. Only what was found need be looked up. */
  unitOf(use: ReferenceUse): TemplateUnit | undefined;
}

/** What a rule that compares a use with what the same template declares may look at. */
export interface ItemContext extends ReferenceContext {
  readonly items: KnownItems;
}

export type ItemRule = Rule<ItemContext>;
export type ReferenceRule = Rule<ReferenceContext>;

/** Functions that hand a string on; CloudFormation resolves what they give. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'Fn::Sub',
  'Fn::Join',
  'Fn::If',
  'Fn::Select',
  'Fn::Split',
]);

/**
 * Where CloudFormation resolves references: resource properties (SAM's Globals are properties of what it generates),
 * output values, parameter defaults. Elsewhere the text is only text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function isResolvedAt(place: Place): boolean {
  if (!place.inside.every(name => TRANSPARENT.has(name))) return false;
  switch (place.section) {
    case 'Resources':
      return place.attribute === 'Properties';
    case 'Globals':
      return true;
    case 'Outputs':
      return place.attribute === 'Value' && place.path.length === 0;
    case 'Parameters':
      return place.attribute === 'Default' && place.path.length === 0;
    default:
      return false;
  }
}

/** Outputs and custom resources take no secrets: the text of a `secretsmanager` reference stays as it is. */
export function takesSecrets({ section, resourceType }: Place): boolean {
  const custom = /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(resourceType ?? '');
  return section !== 'Outputs' && !custom;
}

/** A Problem at a use, with where it stands in the template. `units` narrows it to a part of the reference's text. */
export function problemAt(
  rule: Pick<Problem, 'code' | 'severity' | 'evidence' | 'message'>,
  use: ReferenceUse,
  units?: Span,
): Problem {
  const narrowed = units === undefined ? undefined : use.locate(units.start, units.end)[0];
  const { place } = use;
  const propertyPath = place?.attribute === 'Properties' ? place.path.join('.') : '';
  return {
    code: rule.code,
    severity: rule.severity,
    evidence: rule.evidence,
    message: rule.message,
    span: narrowed !== undefined && narrowed.end > narrowed.start ? narrowed : use.span,
    ...(place?.logicalId !== undefined && { logicalId: place.logicalId }),
    ...(propertyPath !== '' && { propertyPath }),
  };
}

/** The edits that replace units of the reference's text; none when a variable stands among them. */
export function fixUnits(use: ReferenceUse, title: string, units: Span, newText: string): Fix | undefined {
  if (use.reference.text.slice(units.start, units.end).includes(HOLE)) return undefined;
  const [first, ...others] = use.locate(units.start, units.end);
  if (first === undefined) return undefined;
  const edits: TextEdit[] = [{ span: first, newText }, ...others.map(span => ({ span, newText: '' }))];
  return { title, edits };
}
