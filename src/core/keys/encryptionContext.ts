/**
 * The encryption context as people type it: pairs that are bound to a ciphertext, and have to be given again to decrypt it.
 * It is no secret: CloudTrail logs it. https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */

export type EncryptionContext = Readonly<Record<string, string>>;

export type ContextProblem = 'no-pair' | 'no-name' | 'twice' | 'no-texts' | 'no-json';

export type ReadContext =
  | { readonly kind: 'context'; readonly context: EncryptionContext }
  | { readonly kind: 'problem'; readonly problem: ContextProblem; readonly part: string };

/**
 * Reads `stage=prod,app=billing`, as the AWS CLI writes it, or a JSON object of texts, which can hold commas and equals
 * signs too. Nothing, or blanks, is an empty context. Blanks around names and values are dropped, as nobody sees them; JSON
 * keeps them.
 */
export function readContext(text: string): ReadContext {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return readJson(trimmed);
  const pairs: (readonly [string, string])[] = [];
  for (const part of trimmed === '' ? [] : trimmed.split(',')) {
    const at = part.indexOf('=');
    if (at < 0) return { kind: 'problem', problem: 'no-pair', part: part.trim() };
    pairs.push([part.slice(0, at).trim(), part.slice(at + 1).trim()]);
  }
  return contextOf(pairs);
}

/** The way back: the short form where that reads the same again. */
export function writeContext(context: EncryptionContext): string {
  const short = Object.entries(context)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  const again = readContext(short);
  const same = again.kind === 'context' && JSON.stringify(again.context) === JSON.stringify(context);
  return same ? short : JSON.stringify(context);
}

function readJson(text: string): ReadContext {
  const parsed = parsedOr(text);
  if (typeof parsed !== 'object' || parsed === null) return { kind: 'problem', problem: 'no-json', part: '' };
  const pairs: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string') return { kind: 'problem', problem: 'no-texts', part: name };
    pairs.push([name, value]);
  }
  return contextOf(pairs);
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names are data: `__proto__` is one like any other. */
function contextOf(pairs: readonly (readonly [string, string])[]): ReadContext {
  const names = new Set<string>();
  for (const [name] of pairs) {
    if (name === '') return { kind: 'problem', problem: 'no-name', part: '' };
    if (names.has(name)) return { kind: 'problem', problem: 'twice', part: name };
    names.add(name);
  }
  return { kind: 'context', context: Object.fromEntries(pairs) };
}
