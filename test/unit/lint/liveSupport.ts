/** Live rules over what the catalog makes of an account, as the server has it. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { type Answers, catalogIdsOf, catalogKey, type LiveOptions, lint } from '../../../src/core/lint';
import type { CatalogAnswer } from '../../../src/core/ports';
import type { Problem } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';
import { type FakeAccount, fakeClock } from '../catalog/fakes';
import { modelOf, shown, withoutAdvice } from './support';

export interface Account {
  /** The problems of a text: those of a rule, `warning: the marked text`. */
  found(text: string, code: string): Promise<readonly string[]>;
  problems(text: string, options?: LiveOptions): Promise<readonly Problem[]>;
  /** The texts that each fix of a rule leads to, in a line each: the problem is gone there, and nothing new has appeared. */
  mended(text: string, code: string): Promise<readonly string[]>;
}

export function accountOf(fake: FakeAccount, { readsJsonKeys = false } = {}): Account {
  const source = { ...fake.source, readsJsonKeys };
  const catalog = createCatalog({ clock: fakeClock(), source });

  const problems = async (text: string, options?: LiveOptions): Promise<readonly Problem[]> => {
    const model = modelOf(text);
    assert.equal(model.kind, 'cloudformation');
    const ids = catalogIdsOf(model);
    const received = await catalog.lookup(ids, 'live');
    const known = new Map<string, CatalogAnswer>();
    for (const [index, id] of ids.entries()) {
      const answer = received[index];
      if (answer !== undefined) known.set(catalogKey(id), answer);
    }
    const answers: Answers = id => known.get(catalogKey(id));
    return withoutAdvice(lint(model, answers, options));
  };
  const ofCode = (all: readonly Problem[], code: string) => all.filter(problem => problem.code === code);

  return {
    problems,
    found: async (text, code) =>
      shown(text, ofCode(await problems(text), code)).map(line => line.replace(` ${code}`, '')),
    mended: async (text, code) => {
      const before = await problems(text);
      const texts: string[] = [];
      for (const problem of ofCode(before, code)) {
        for (const fix of problem.fixes ?? []) {
          const after = applyEdits(text, fix.edits);
          const left = before.filter(other => other !== problem).map(kindOf);
          for (const one of (await problems(after)).map(kindOf)) {
            const at = left.indexOf(one);
            assert.ok(at >= 0, `${fix.title}: ${one} is new`);
            left.splice(at, 1);
          }
          texts.push(`${fix.title}: ${after}`);
        }
      }
      return texts;
    },
  };
}

function kindOf({ severity, code }: Problem): string {
  return `${severity} ${code}`;
}
