/** The references of one part of a template and what an account says about them, kept while it says the same. */
import type { AccountFact, CatalogAnswer, CatalogId } from '../ports';
import { type Problem, shiftProblem } from '../problem';
import type { DeclaredNames } from './declared';
import { liveRules } from './rules';
import { isResolvedAt, problemAt, takesSecrets } from './rules/context';
import type { LiveContext, LiveRule } from './rules/live';
import { type Asked, isUnreadable } from './rules/unreadable';
import { catalogKey, liveIdOf, type ReferenceUse } from './use';

/** What an account said about an item; undefined when it was not asked (yet). `key` is the id's catalogKey. */
export type Answers = (id: CatalogId, key: string) => CatalogAnswer | undefined;

export interface LiveOptions {
  /**
   * The document is bound to the account that answers, so what a deployment would fail with is an error. By default it may
   * be meant for another one, and is a warning.
   */
  readonly bound?: boolean;
  /** The account that is connected. */
  readonly account?: AccountFact;
}

export interface KeyedId {
  readonly id: CatalogId;
  readonly key: string;
}

export interface LiveFindings {
  readonly problems: readonly Problem[];
  /** What a permission is missing to know. */
  readonly unreadable: readonly Asked[];
}

export interface LiveUnit {
  /** What to ask an account about. */
  ids(): readonly KeyedId[];
  check(answers: Answers, declared: () => DeclaredNames, bound: boolean): LiveFindings;
}

/** A reference that can be asked about. */
interface Subject extends KeyedId {
  readonly use: ReferenceUse;
}

export function createLiveUnit(
  uses: readonly ReferenceUse[],
  rules: readonly LiveRule[] = liveRules,
): LiveUnit {
  let subjects: readonly Subject[] | undefined;
  let answered: Answered | undefined;
  let last:
    | { readonly of: Answered; readonly declared: readonly boolean[]; readonly findings: LiveFindings }
    | undefined;
  const all = (): readonly Subject[] => {
    subjects ??= uses.flatMap(use => subjectOf(use) ?? []);
    return subjects;
  };
  return {
    ids: all,
    check: (answers, declared, bound) => {
      if (answered === undefined || !restsOn(answered, all(), answers, bound)) {
        answered = checked(all(), answers, bound, rules);
      }
      if (answered.found.length === 0 && answered.unreadable.length === 0) return NOTHING;
      // What a template makes itself is asked for only where there is something to say.
      const isDeclared = answered.found.map(({ subject }) => isMadeBy(declared(), subject.id));
      if (last?.of !== answered || last.declared.some((each, index) => each !== isDeclared[index])) {
        const findings = findingsOf(answered, isDeclared, rules);
        last = { of: answered, declared: isDeclared, findings };
      }
      return last.findings;
    },
  };
}

/** The same further on in the text. */
export function shiftLiveUnit(unit: LiveUnit, by: number): LiveUnit {
  return {
    ids: unit.ids,
    check: (answers, declared, bound) => {
      const { problems, unreadable } = unit.check(answers, declared, bound);
      if (problems.length === 0 && unreadable.length === 0) return NOTHING;
      return {
        problems: problems.map(problem => shiftProblem(problem, by)),
        unreadable: unreadable.map(asked => ({
          ...asked,
          problemAt: rule => shiftProblem(asked.problemAt(rule), by),
        })),
      };
    },
  };
}

const NOTHING: LiveFindings = { problems: [], unreadable: [] };

/** What the rules say to one set of answers, of items that the template does not make itself. */
interface Answered {
  readonly bound: boolean;
  /** One for each subject. */
  readonly answers: readonly (CatalogAnswer | undefined)[];
  readonly found: readonly {
    readonly subject: Subject;
    readonly context: LiveContext;
    readonly problems: readonly Problem[];
  }[];
  readonly unreadable: readonly Asked[];
}

/** Thousands of times on a keystroke: nothing is made here. */
function restsOn(made: Answered, subjects: readonly Subject[], answers: Answers, bound: boolean): boolean {
  if (made.bound !== bound) return false;
  for (let index = 0; index < subjects.length; index++) {
    const subject = subjects[index];
    if (subject && answers(subject.id, subject.key) !== made.answers[index]) return false;
  }
  return true;
}

function checked(
  subjects: readonly Subject[],
  answers: Answers,
  bound: boolean,
  rules: readonly LiveRule[],
): Answered {
  const given = subjects.map(({ id, key }) => answers(id, key));
  const found: Answered['found'][number][] = [];
  const unreadable: Asked[] = [];
  for (const [index, subject] of subjects.entries()) {
    const { use, id } = subject;
    const answer = given[index];
    if (answer === undefined || answer.status === 'unavailable') continue;
    const certain = use.knowledge === 'known' && use.guard.length === 0;
    const failing = bound && certain ? 'error' : 'warning';
    const context: LiveContext = { use, id, answer, failing, isDeclared: false };
    const problems = problemsOf(context, rules);
    if (problems.length > 0) found.push({ subject, context, problems });
    if (isUnreadable(answer)) {
      const name = id.kind === 'parameter' ? id.name : id.id;
      unreadable.push({ name, answer, problemAt: rule => problemAt(rule, use) });
    }
  }
  return { bound, answers: given, found, unreadable };
}

function findingsOf(
  { found, unreadable }: Answered,
  isDeclared: readonly boolean[],
  rules: readonly LiveRule[],
): LiveFindings {
  const problems = found.flatMap(({ context, problems }, index) =>
    isDeclared[index] ? problemsOf({ ...context, isDeclared: true }, rules) : problems,
  );
  return { problems, unreadable };
}

function problemsOf(context: LiveContext, rules: readonly LiveRule[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) for (const problem of rule.check(context)) problems.push(problem);
  return problems;
}

function isMadeBy({ parameters, secrets }: DeclaredNames, id: CatalogId): boolean {
  return id.kind === 'parameter' ? parameters.has(id.name) : secrets.has(id.id);
}

function subjectOf(use: ReferenceUse): Subject | undefined {
  const id = isResolved(use) ? liveIdOf(use) : undefined;
  return id !== undefined && canBeAsked(id) ? { use, id, key: catalogKey(id) } : undefined;
}

/** Where no template could be read around a reference, it most likely is one that is resolved. */
function isResolved({ place, resolved }: ReferenceUse): boolean {
  if (place === undefined) return true;
  return isResolvedAt(place) && (resolved?.kind !== 'secretsmanager' || takesSecrets(place));
}

/** Public parameters and those that stand for a secret are in no listing, and other accounts' parameters in no reference. */
function canBeAsked(id: CatalogId): boolean {
  return id.kind === 'secret' || !/^(?:\/?aws\/|arn:)/i.test(id.name);
}
