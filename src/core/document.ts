/** What kind of file is this, and what is in it. */
import { isCandidate, looksLikeTemplate, mayBeTemplate, type SourceText } from './detect';
import { isPolicyDocument, mayBePolicy } from './policy/kind';
import { createReferenceCollector, type ReferenceCollector, referencesInText } from './reference/collect';
import type { ReferenceUse } from './reference/use';
import { parseJson } from './template/json';
import { target } from './template/node';
import type { ParseResult, SyntaxFault } from './template/parseResult';
import type { Template } from './template/template';
import { createTemplateParser, type TemplateParser } from './template/templateParser';
import { parseYaml } from './template/yaml';
import { createLineIndex, type LineIndex } from './text/lineIndex';

export type { SourceText };
export type DocumentKind = 'cloudformation' | 'policy' | 'none';

/** One version of one document. `text` is without byte order mark, and every span counts in it. */
export interface DocumentModel {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly lines: LineIndex;
  /** With kind cloudformation. */
  readonly template?: Template;
  /** With kind policy. */
  readonly policy?: ParseResult;
  /** In the order of the text; one for each branch of Fn::If that holds it. */
  readonly references: readonly ReferenceUse[];
  readonly faults: readonly SyntaxFault[];
}

/** Keeps what it parsed between the versions of one document; make one for each document and drop it with it. */
export interface Analyzer {
  /** Never throws, whatever the text. */
  analyze(source: SourceText): DocumentModel;
}

export function createAnalyzer(): Analyzer {
  const parts: Parts = { parser: createTemplateParser(), references: createReferenceCollector() };
  return { analyze: source => analyze(source, parts) };
}

interface Parts {
  readonly parser: TemplateParser;
  readonly references: ReferenceCollector;
}

function analyze(source: SourceText, { parser, references }: Parts): DocumentModel {
  const text = withoutByteOrderMark(source.text);
  const nothing: DocumentModel = {
    kind: 'none',
    text,
    lines: createLineIndex(text),
    references: [],
    faults: [],
  };
  if (!isCandidate({ ...source, text })) return nothing;
  if (mayBeTemplate(text)) {
    const template = parser.parse(text);
    if (isTemplate(template, text)) return { ...nothing, ...templateModel(text, template, references) };
  }
  if (mayBePolicy(text)) {
    const policy = parse(text);
    if (isPolicyDocument(policy.root)) return { ...nothing, kind: 'policy', policy, faults: policy.faults };
  }
  return nothing;
}

function parse(text: string): ParseResult {
  return /^\s*(\{|\/[/*])/.test(text) ? parseJson(text) : parseYaml(text);
}

/** By what stands at the top level; by the raw text where nothing could be read. */
function isTemplate(template: Template, text: string): boolean {
  const { sections, resources, loops, transforms, faults } = template;
  if (sections.has('AWSTemplateFormatVersion')) return true;
  if (transforms.some(transform => transform.startsWith('AWS::Serverless-'))) return true;
  const typed = [...resources.values(), ...loops.flatMap(loop => loop.resources)];
  if (typed.some(resource => /^\w+::\w/.test(resource.type ?? ''))) return true;
  const unread = target(template.root)?.kind !== 'mapping' || faults.length > 0;
  return unread && looksLikeTemplate(text);
}

function templateModel(
  text: string,
  template: Template,
  collector: ReferenceCollector,
): Pick<DocumentModel, 'kind' | 'template' | 'references' | 'faults'> {
  const placed = collector.collect(template);
  const references = [...placed, ...referencesInText(text, placed)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { kind: 'cloudformation', template, references, faults: template.faults };
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
