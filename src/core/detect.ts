/** What a file is, judged by its text before anything is parsed: nearly every file of a workspace is nothing for us. */
import type { ParameterSet } from './parameters/parameterSet';
import type { PolicyFacts } from './policy/lint';

export interface SourceText {
  /** A path or URI; only its extension is looked at. `-` and names without one are judged by content alone. */
  readonly path: string;
  /** As the editor has it; decides before the extension does. */
  readonly languageId?: string;
  readonly text: string;
  /** For what is known to be a policy from where it was read, whatever its text looks like: a key's, from the account. */
  readonly policyFacts?: PolicyFacts;
  /** Values of template parameters that someone has chosen. */
  readonly parameters?: ParameterSet;
}

const LANGUAGES: ReadonlySet<string> = new Set([
  'yaml',
  'json',
  'jsonc',
  'json5',
  'cloudformation',
  'cfn',
  'template',
  'plaintext',
]);
const EXTENSIONS: ReadonlySet<string> = new Set([
  'yaml',
  'yml',
  'json',
  'jsonc',
  'template',
  'cfn',
  'cform',
  'cft',
  'tmpl',
  'policy',
  'txt',
]);

/** Whether the file can be one of ours by its language or name, and is text at all. */
export function isCandidate({ path, languageId, text }: SourceText): boolean {
  if (text.trim() === '' || text.includes('\u0000')) return false;
  if (languageId !== undefined && languageId !== '') return LANGUAGES.has(languageId.toLowerCase());
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}

/**
 * Whether the text has a mark of a template somewhere: its version, SAM's transform, or Resources with a typed resource.
 * Cheap and generous; the parsed root decides.
 */
export function mayBeTemplate(text: string): boolean {
  if (text.includes('AWSTemplateFormatVersion')) return true;
  if (text.includes('AWS::Serverless') && text.includes('Transform')) return true;
  return text.includes('Resources') && /\bType["']?\s*:\s*["']?\w+::\w/.test(text);
}

/**
 * Whether the text has the mark of a template at its top level, in text that could not be parsed: unindented in YAML,
 * one brace deep in JSON.
 */
export function looksLikeTemplate(source: string): boolean {
  const text = withoutLeadingComments(source);
  if (!/^\s*\{/.test(text)) {
    return (
      /^["']?AWSTemplateFormatVersion["']?\s*:/m.test(text) ||
      /^["']?Transform["']?[ \t]*:[\s"'[-]*AWS::Serverless/m.test(text) ||
      (/^["']?Resources["']?\s*:/m.test(text) && /^[ \t]+["']?Type["']?[ \t]*:[ \t]*["']?\w+::\w/m.test(text))
    );
  }
  const head = text.match(/"(AWSTemplateFormatVersion|Resources)"\s*:/);
  return head?.index !== undefined && braceDepth(text, head.index) === 1;
}

/** JSON as people keep it in editors may begin with comments; a brace in one is no brace. */
function withoutLeadingComments(text: string): string {
  return text.replace(/^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)+/, '');
}

function braceDepth(text: string, end: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < end; at++) {
    const unit = text[at];
    if (unit === '\\' && quoted) at++;
    else if (unit === '"') quoted = !quoted;
    else if (!quoted && (unit === '{' || unit === '[')) depth++;
    else if (!quoted && (unit === '}' || unit === ']')) depth--;
  }
  return depth;
}
