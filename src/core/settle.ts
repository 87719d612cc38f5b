/** From what rules found in the parts of a template to the problems of this version of it. */
import { createNewParameters } from './declared/newParameter';
import type { Draft, DraftFix } from './draft';
import type { Fix, Problem } from './problem';
import { createDependents } from './template/dependents';
import { lazy } from './template/lazy';
import type { Template } from './template/template';

/** Undefined: no problem after all. Offsets count in `text`. */
export function createSettler(text: string, template: Template): (draft: Draft) => Problem | undefined {
  const dependents = lazy(() => createDependents(text, template.units));
  const complete = createNewParameters(text, template);

  function settledFix(fix: DraftFix): Fix | undefined {
    if (fix.declares === undefined) return fix;
    const { declares, ...rest } = fix;
    return complete(rest, declares);
  }

  return draft => {
    const { unlessAfter, fixes } = draft;
    if (unlessAfter === undefined && !fixes?.some(fix => fix.declares !== undefined)) return draft;
    if (unlessAfter !== undefined) {
      const { resource, others } = unlessAfter;
      const { isAfter } = dependents();
      // The other way round, to name the resource would close a circle.
      if (isAfter(resource, others) || others.some(other => isAfter(other, [resource]))) return undefined;
    }
    const { unlessAfter: _, fixes: drafts = [], ...problem } = draft;
    const settled = lazy(() => drafts.flatMap(fix => settledFix(fix) ?? []));
    // Thousands of problems may have such a fix, and people look at one.
    return {
      ...problem,
      get fixes() {
        return settled();
      },
    };
  };
}
