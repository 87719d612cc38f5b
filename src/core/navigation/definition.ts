import type { DocumentModel } from '../document';
import { referenceAt } from '../reference/hover';
import { HOLE, type Hole } from '../template/symbolic';
import { contains, type Span } from '../text/range';
import { declarationsOf, itemAt } from './item';

/** Something a template declares, and the part of it to put the cursor on. */
export interface DefinitionPlace {
  /** What was pointed at. */
  readonly origin: Span;
  readonly target: Span;
}

/**
 * Where the template itself declares what is pointed at: the resource of a parameter or secret, the template parameter or
 * resource behind a `${Variable}` in a reference.
 */
export function definitionsAt(model: DocumentModel, offset: number): readonly DefinitionPlace[] {
  const variable = variableAt(model, offset);
  if (variable?.hole.kind === 'parameter') return placesOf(variable, model);
  const found = itemAt(model, offset);
  const declared = found === undefined ? [] : declarationsOf(found.item, model, true);
  if (found === undefined || declared.length === 0)
    return variable === undefined ? [] : placesOf(variable, model);
  return declared.map(({ idSpan }) => ({ origin: found.span, target: idSpan }));
}

interface Variable {
  readonly hole: Hole;
  readonly span: Span;
}

function variableAt(model: DocumentModel, offset: number): Variable | undefined {
  const use = referenceAt(model, offset);
  if (use === undefined) return undefined;
  let at = -1;
  for (const hole of use.holes) {
    at = use.reference.text.indexOf(HOLE, at + 1);
    const span = use.locate(at, at + 1).find(part => contains(part, offset));
    if (span !== undefined) return { hole, span };
  }
  return undefined;
}

function placesOf({ hole, span }: Variable, { template }: DocumentModel): readonly DefinitionPlace[] {
  const target =
    hole.kind === 'parameter'
      ? template?.parameters.get(hole.name)?.keySpan
      : hole.kind === 'resource'
        ? template?.resources.get(hole.logicalId)?.keySpan
        : undefined;
  return target === undefined ? [] : [{ origin: span, target }];
}
