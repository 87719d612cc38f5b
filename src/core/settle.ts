/** From what rules found in the parts of a template to the problems of this version of it. */
import { type CompleteFix, createNewEntries } from './declared/newEntry';
import type { Draft, DraftFix } from './draft';
import type { Fix, Problem } from './problem';
import { createDependents } from './template/dependents';
import { lazy } from './template/lazy';
import type { Template } from './template/template';

/** Undefined: no problem after all. Offsets count in `text`. */
export function createSettler(text: string, template: Template): (draft: Draft) => Problem | undefined {
  const dependents = lazy(() => createDependents(text, template.units));
  const complete = createNewEntries(text, template);

  return draft => {
    const { unlessAfter, fixes } = draft;
    if (unlessAfter !== undefined) {
      const { resource, others } = unlessAfter;
      const { isAfter, names } = dependents();
      // The other way round, to name the resource would close a circle.
      if (isAfter(resource, others) || others.some(other => names(other, resource))) return undefined;
    }
    return fixes?.some(fix => fix.declares !== undefined) ? withFixes(draft, fixes, complete) : draft;
  };
}

/** There may be thousands of drafts on a keystroke, and people look at one: its fixes are completed when somebody asks. */
function withFixes(draft: Draft, fixes: readonly DraftFix[], complete: CompleteFix): Problem {
  return {
    ...draft,
    get fixes(): readonly Fix[] {
      return fixes.flatMap(({ declares, ...fix }) =>
        declares === undefined ? [fix] : (complete(fix, declares) ?? []),
      );
    },
  };
}
