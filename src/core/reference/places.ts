/** Where the references of a document stand, for whoever shows something in their place or beside them. */
import type { CatalogId } from '../ports';
import type { Span } from '../text/range';
import { holeName } from './hover';
import { type ReferenceUse, versionedIdOf } from './use';

/** One reference as it is written: what it names, what that depends on, or what is wrong with it. */
export type ReferencePlace = Place &
  ({ readonly id: CatalogId } | { readonly unknown: string } | { readonly fault: string });

interface Place {
  readonly span: Span;
}

/** In the order of the text, each place once; references that Fn::Join puts together stand nowhere as a whole. */
export function placesOf({
  references,
}: {
  readonly references: readonly ReferenceUse[];
}): readonly ReferencePlace[] {
  const found = new Map<number, ReferenceUse>();
  for (const use of references) {
    if (use.spans.length > 1) continue;
    const same = found.get(use.span.start);
    // Of several branches the first whose item is known.
    if (same === undefined || (same.id === undefined && use.id !== undefined)) found.set(use.span.start, use);
  }
  return [...found.values()]
    .sort((a, b) => a.span.start - b.span.start)
    .map(use => {
      const { span, reference, open } = use;
      const id = versionedIdOf(use);
      if (id !== undefined) return { span, id };
      if (reference.kind === 'malformed') return { span, fault: reference.fault.message };
      const what = open[0] === undefined ? 'the name' : holeName(open[0]);
      return { span, unknown: `${what} is known at deployment` };
    });
}
