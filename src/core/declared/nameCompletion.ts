import { takesSecretArn } from '../facts/schemaProperties';
import type { CompletionContext } from '../reference/completion';
import { type Node, sourceSpan, target } from '../template/node';
import { placeAt } from '../template/placeAt';
import { scalarAt } from '../template/scalarAt';
import { shiftSpan } from '../template/shift';
import type { Template } from '../template/template';
import { unitAt } from '../template/unit';
import type { Span } from '../text/range';
import { namesParameter } from './parameterTypes';

/**
 * The name of a parameter that a template gives without a reference, as far as it is written: the default of an SSM-typed
 * template parameter, and `ValueFrom` of a container, which takes names beside ARNs.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
export function plainNameAt(text: string, template: Template, offset: number): CompletionContext | undefined {
  const span = defaultAt(template, offset) ?? valueFromAt(template, offset);
  if (span === undefined || offset < span.start || offset > span.end) return undefined;
  const prefix = text.slice(span.start, offset);
  if (!/^[\w./-]*$/.test(prefix)) return undefined;
  return { kind: 'parameter-name', prefix, replaceSpan: span, service: 'ssm', open: false, closed: true };
}

function defaultAt({ parameters }: Template, offset: number): Span | undefined {
  for (const { type = '', default: node } of parameters.values()) {
    if (!namesParameter(type.trim())) continue;
    const span = insideOf(node);
    if (span !== undefined && span.start <= offset && offset <= span.end) return span;
  }
  return undefined;
}

function valueFromAt(template: Template, offset: number): Span | undefined {
  const { section, resourceType = '', path = [] } = placeAt(template, offset) ?? {};
  if (section !== 'Resources' || path.at(-1) !== 'ValueFrom' || !takesSecretArn(resourceType, path)) {
    return undefined;
  }
  const unit = unitAt(template.units, offset);
  const inside = unit && insideOf(scalarAt(unit, offset - unit.offset));
  return unit && inside && shiftSpan(inside, unit.offset);
}

/** Inside of its quotes; a function's string is no name. */
function insideOf(node: Node | undefined): Span | undefined {
  const scalar = target(node);
  if (scalar?.kind !== 'scalar' || node?.kind !== 'scalar' || scalar.tag !== undefined) return undefined;
  return sourceSpan(scalar.source, 0, scalar.value.length);
}
