import { HOLE } from '../template/symbolic';

/** What keeps a text from being a JSON object: HOLE stands for what is put in at deployment. */
export type JsonFault = 'broken' | 'broken-around-values' | 'no-object';

/**
 * Values inside JSON strings are taken to stay inside them. One that stands elsewhere may bring any JSON along, so that
 * nothing is known.
 */
export function jsonFaultOf(text: string): JsonFault | undefined {
  if (holdsOpenPart(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'no-object';
  } catch {
    // JSON.parse has no other way to say that a text is not JSON.
    return text.includes(HOLE) ? 'broken-around-values' : 'broken';
  }
}

function holdsOpenPart(text: string): boolean {
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === HOLE && !inString) return true;
    if (unit === '\\' && inString) at++;
    else if (unit === '"') inString = !inString;
  }
  return false;
}
