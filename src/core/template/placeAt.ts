import { contains } from '../text/range';
import type { Template } from './template';
import { type Place, unitValues } from './values';

/** Where the string at an offset stands in the template; of several that hold it, the innermost. Keys have no place. */
export function placeAt(template: Template, offset: number): Place | undefined {
  let found: { readonly place: Place; readonly length: number } | undefined;
  for (const unit of template.units) {
    if (!contains(unit.span, offset)) continue;
    const at = offset - unit.offset;
    for (const { node, place, isKey } of unitValues(unit, (start, end) => start <= at && at <= end)) {
      if (isKey || !contains(node.span, at)) continue;
      const length = node.span.end - node.span.start;
      if (found === undefined || length <= found.length) found = { place, length };
    }
  }
  return found?.place;
}
