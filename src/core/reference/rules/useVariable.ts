/** The edits that put a variable of the template where a reference, or its name, stands. */

import { intrinsicOf } from '../../template/intrinsics';
import { type Node, type ScalarNode, sourceSpan, target } from '../../template/node';
import { nodesAt } from '../../template/nodesAt';
import { shiftSpan } from '../../template/shift';
import { subVariables } from '../../template/sub';
import type { TemplateUnit } from '../../template/unit';
import type { Span, TextEdit } from '../../text/range';
import type { ReferenceUse } from '../use';

export interface Variable {
  readonly logicalId: string;
  readonly attribute?: string;
}

/**
 * `!Ref Id` or `!GetAtt Id.Attribute` in place of a value that is nothing but the reference, `${Id}` in a longer one,
 * which becomes a string of Fn::Sub. Undefined where no function can stand, or more would have to change.
 */
export function putVariable(
  use: ReferenceUse,
  unit: TemplateUnit,
  variable: Variable,
  units: Span = { start: 0, end: use.reference.text.length },
): readonly TextEdit[] | undefined {
  const { place, reference } = use;
  if (place === undefined || place.section === 'Parameters' || place.section === 'Mappings') return undefined;
  const [span, ...others] = use.locate(units.start, units.end);
  if (span === undefined || others.length > 0 || span.start === span.end) return undefined;
  const here = stringAt(unit, span.start - unit.offset);
  if (here === undefined) return undefined;
  const { scalar, call } = here;
  const content = shiftSpan(sourceSpan(scalar.source, 0, scalar.value.length), unit.offset);
  if (span.start < content.start || span.end > content.end) return undefined;

  const all = units.start === 0 && units.end === reference.text.length;
  if (all && span.start === content.start && span.end === content.end) {
    const whole = shiftSpan(call === undefined ? scalar.span : call.span, unit.offset);
    return [{ span: whole, newText: asFunction(variable, scalar.style === 'json') }];
  }
  const name =
    variable.attribute === undefined ? variable.logicalId : `${variable.logicalId}.${variable.attribute}`;
  const replaced = { span, newText: `\${${name}}` };
  if (call !== undefined) {
    const isTaken = subVariables(call.argument).some(each => each.name === name);
    return isTaken || place.loopVariables.includes(name) ? undefined : [replaced];
  }
  // What looks like a variable there would become one.
  if (scalar.value.includes('${') || place.loopVariables.length > 0) return undefined;
  const { start, end } = shiftSpan(scalar.span, unit.offset);
  if (scalar.style !== 'json') return [{ span: { start, end: start }, newText: '!Sub ' }, replaced];
  return [
    { span: { start, end: start }, newText: '{"Fn::Sub": ' },
    replaced,
    { span: { start: end, end }, newText: '}' },
  ];
}

interface StringHere {
  readonly scalar: ScalarNode;
  /** The Fn::Sub whose string it is. */
  readonly call: { readonly argument: Node; readonly span: Span } | undefined;
}

function stringAt(unit: TemplateUnit, at: number): StringHere | undefined {
  const nodes = nodesAt(unit.entries(), at);
  const scalar = nodes.at(-1);
  if (scalar?.kind !== 'scalar') return undefined;
  for (const node of nodes.slice(-3)) {
    const call = intrinsicOf(node);
    if (call?.name !== 'Fn::Sub') continue;
    const argument = target(call.argument);
    const string = argument?.kind === 'sequence' ? argument.items[0] : argument;
    if (string?.span.start === scalar.span.start) return { scalar, call };
  }
  // Another function's tag leaves no room for one more.
  return scalar.tag === undefined ? { scalar, call: undefined } : undefined;
}

function asFunction({ logicalId, attribute }: Variable, json: boolean): string {
  if (attribute === undefined) return json ? `{"Ref": "${logicalId}"}` : `!Ref ${logicalId}`;
  return json ? `{"Fn::GetAtt": ["${logicalId}", "${attribute}"]}` : `!GetAtt ${logicalId}.${attribute}`;
}
