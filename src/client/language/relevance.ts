import { isCandidate, mayBeTemplate, type SourceText } from '../../core/detect';
import { languages } from '../../core/dialects/languages';

/** Above this size nobody reads a template by hand; the server has a limit of its own. */
const MAX_LENGTH = 8 * 1024 * 1024;

/**
 * Whether a document is worth starting the language server for: a few substring searches, run for every document that
 * opens until one is. Generous: the server decides by parsing.
 */
export function isRelevant(source: SourceText): boolean {
  const { text, languageId } = source;
  if (languageId !== undefined && isCode({ languageId }))
    return text.length <= MAX_LENGTH && hasCodeMark(text);
  if (text.length > MAX_LENGTH) return false;
  if (languageId === 'terraform' || /\.(?:tf|tofu)$/i.test(source.path))
    return /aws_iam_policy_document|<<|jsonencode\(/.test(text) && /statement/i.test(text);
  if (!isCandidate(source)) return false;
  return text.includes('{{resolve:') || mayBeTemplate(text) || hasStatement(text) || NAMING.test(text);
}

/** Languages of programs that write templates, as VS Code calls them. */
export const codeLanguages: readonly string[] = languages.flatMap(({ ids }) => ids);

export function isCode({ languageId }: { readonly languageId: string }): boolean {
  return codeLanguages.includes(languageId);
}

/** Whether a program, or a line of it, holds a reference. */
export function hasCodeMark(text: string): boolean {
  return text.includes('{{resolve:');
}

/** Files that name parameters and secrets in ways of their own: core/dialects has what they are. */
const NAMING = /containerDefinitions|parameter-store\s*:|secrets-manager\s*:|\$\{ssm[:(]/;

/** Policies. Core's own test brings the IAM facts along, which have no place in start-up. */
function hasStatement(text: string): boolean {
  return text.includes('Statement') && text.includes('Effect');
}
