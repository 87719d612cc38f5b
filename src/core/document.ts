/** What kind of file is this, and what is in it. */
import type { Declaration } from './declared/declaration';
import { isCandidate, looksLikeTemplate, mayBeTemplate, type SourceText } from './detect';
import type { DialectId } from './dialects/dialect';
import { dialectOf } from './dialects/table';
import type { Delegation } from './policy/delegations';
import { isPolicyDocument, mayBePolicy, type PolicyKind } from './policy/kind';
import { lintPolicyFile } from './policy/lint';
import type { PlacedPolicy } from './policy/placedPolicy';
import type { Problem } from './problem';
import { type DeclaredNames, NOTHING_DECLARED } from './reference/declared';
import { createLiveUnit, type LiveUnit } from './reference/liveUnit';
import { type ReferenceUse, usesAt } from './reference/use';
import { parseJson } from './template/json';
import { lazy } from './template/lazy';
import { target } from './template/node';
import type { ParseResult } from './template/parseResult';
import type { Template } from './template/template';
import { createTemplateParser } from './template/templateParser';
import { resourcesIn, type TemplateUnit } from './template/unit';
import { parseYaml } from './template/yaml';
import { createTemplateFinder } from './templateFindings';
import { createLineIndex, type LineIndex } from './text/lineIndex';

export type { SourceText };
export type DocumentKind = 'cloudformation' | 'policy' | DialectId | 'none';

/** One version of one document. `text` is without byte order mark, and every span counts in it. */
export interface DocumentModel {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly lines: LineIndex;
  /** Whether CloudFormation resolves its references; else another service reads them, by names alone. */
  readonly deploys: boolean;
  /** With kind cloudformation. */
  readonly template?: Template;
  /** With kind policy. */
  readonly policy?: ParseResult;
  /** Of a live policy: what it is attached to. */
  readonly livePolicy?: PolicyKind;
  /** Of a dialect: policies in it, found when somebody asks. */
  readonly policies?: () => readonly PlacedPolicy[];
  /** In the order of the text; one for each branch of Fn::If that holds it. */
  readonly references: readonly ReferenceUse[];
  /** Those that stand at an offset, without a look at all of them. */
  referencesAt(offset: number): readonly ReferenceUse[];
  /** What the text alone says, found when somebody asks; in no particular order. */
  problems(): readonly Problem[];
  /** Its references in parts, to be checked in an account. */
  readonly live: readonly LiveUnit[];
  /** Names of parameters and secrets that the document itself creates. */
  declared(): DeclaredNames;
  /** The secrets and parameters it declares, with their places, in the order of the text. */
  declarations(): readonly Declaration[];
  /** Its key policies that leave the key to accounts by number: worth to know which account is connected. */
  delegations(): readonly Delegation[];
}

/** Keeps what it parsed between the versions of one document; make one for each document and drop it with it. */
export interface Analyzer {
  /** Never throws, whatever the text. */
  analyze(source: SourceText): DocumentModel;
}

export function createAnalyzer(): Analyzer {
  const parser = createTemplateParser();
  const find = createTemplateFinder();

  function analyze(source: SourceText): DocumentModel {
    const text = withoutByteOrderMark(source.text);
    const nothing: DocumentModel = {
      kind: 'none',
      text,
      lines: createLineIndex(text),
      deploys: false,
      references: [],
      referencesAt: () => [],
      problems: () => [],
      live: [],
      declared: () => NOTHING_DECLARED,
      declarations: () => [],
      delegations: () => [],
    };
    const seen = { ...source, text };
    // Programs are no candidates: of the files that are, templates are most of what comes by.
    if (!isCandidate(seen)) return dialectModel(seen, nothing) ?? nothing;
    const { policyFacts } = source;
    if (policyFacts !== undefined) {
      const policy = parseJson(text);
      return {
        ...nothing,
        kind: 'policy',
        policy,
        ...(policyFacts.kind && { livePolicy: policyFacts.kind }),
        problems: lazy(() => lintPolicyFile(text, policy, policyFacts)),
      };
    }
    if (mayBeTemplate(text)) {
      const template = parser.parse(text);
      if (isTemplate(template, text)) {
        const { references, live, ...found } = find(text, template, source.parameters);
        return {
          ...nothing,
          ...found,
          kind: 'cloudformation',
          template,
          deploys: true,
          // Thousands are moved by a line above them, and seldom asked for.
          get references() {
            return references();
          },
          get live() {
            return live();
          },
        };
      }
    }
    const ofDialect = dialectModel(seen, nothing);
    if (ofDialect !== undefined) return ofDialect;
    if (mayBePolicy(text)) {
      const policy = parse(text);
      const problems = lazy(() => lintPolicyFile(text, policy));
      if (isPolicyDocument(policy.root) && isMeant(source, policy)) {
        return { ...nothing, kind: 'policy', policy, problems };
      }
    }
    return nothing;
  }

  return { analyze };
}

function dialectModel(source: SourceText, nothing: DocumentModel): DocumentModel | undefined {
  const dialect = dialectOf(source);
  if (dialect === undefined) return undefined;
  const { id, deploys, liveRules } = dialect;
  const references = dialect.usesIn(source);
  const live = [createLiveUnit(references, liveRules)];
  const problems = lazy(() => dialect.problemsOf(references, source));
  const policies = lazy(() => dialect.policiesIn?.(source) ?? []);
  const referencesAt = (offset: number) => usesAt(references, offset);
  return { ...nothing, kind: id, deploys, references, referencesAt, live, problems, policies };
}

/** Prose with a policy quoted in it reads as broken YAML: without JSON's brace or YAML's name a policy must be whole. */
function isMeant({ path, languageId, text }: SourceText, { faults }: ParseResult): boolean {
  return faults.length === 0 || BEGINS_AS_JSON.test(text) || languageId === 'yaml' || /\.ya?ml$/i.test(path);
}

const BEGINS_AS_JSON = /^\s*(\{|\/[/*])/;

function parse(text: string): ParseResult {
  return BEGINS_AS_JSON.test(text) ? parseJson(text) : parseYaml(text);
}

/** By what stands at the top level; by the raw text where nothing could be read. */
function isTemplate(template: Template, text: string): boolean {
  if (template.sections.has('AWSTemplateFormatVersion')) return true;
  if (template.transforms.some(transform => transform.startsWith('AWS::Serverless-'))) return true;
  if (template.units.some(holdsTyped)) return true;
  const unread = target(template.root)?.kind !== 'mapping' || template.faults.length > 0;
  return unread && looksLikeTemplate(text);
}

function holdsTyped(unit: TemplateUnit): boolean {
  return (
    unit.reach('Type') !== undefined && resourcesIn(unit).some(({ type }) => /^\w+::\w/.test(type ?? ''))
  );
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
