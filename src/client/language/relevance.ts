import { isCandidate, mayBeTemplate, type SourceText } from '../../core/detect';

/** Above this size nobody reads a template by hand; the server has a limit of its own. */
const MAX_LENGTH = 8 * 1024 * 1024;

/**
 * Whether a document is worth starting the language server for: a few substring searches, run for every document that
 * opens until one is. Generous: the server decides by parsing.
 */
export function isRelevant(source: SourceText): boolean {
  const { text } = source;
  if (text.length > MAX_LENGTH || !isCandidate(source)) return false;
  return text.includes('{{resolve:') || mayBeTemplate(text) || hasStatement(text);
}

/** Policies. Core's own test brings the IAM facts along, which have no place in start-up. */
function hasStatement(text: string): boolean {
  return text.includes('Statement') && text.includes('Effect');
}
