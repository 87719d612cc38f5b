/** One key of a JSON secret as text, as CloudFormation puts it in; the value itself is in no message. */
export type JsonKeyText = { readonly text: string } | { readonly fault: string };

export function jsonKeyText(value: string, key: string): JsonKeyText {
  const parsed = parseJson(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { fault: 'it is no JSON object, so it has no keys' };
  }
  const held = new Map<string, unknown>(Object.entries(parsed)).get(key);
  if (held === undefined) return { fault: 'it has no such key' };
  if (typeof held === 'string') return { text: held };
  // JSON.parse rounds it, and what was written is lost by then.
  if (holdsInfinity(held) || /[\d.]{16,}/.test(JSON.stringify(held).replace(/"(?:[^"\\]|\\.)*"/g, '""'))) {
    return { fault: 'the number in this key is too long to be exact: keep it as a string' };
  }
  return { text: JSON.stringify(held) };
}

/** Of `1e999`, which would be written as null. */
function holdsInfinity(value: unknown): boolean {
  let found = false;
  JSON.stringify(value, (_, each: unknown) => {
    if (each === Infinity || each === -Infinity) found = true;
    return each;
  });
  return found;
}

/** Undefined for text that is no JSON: an error message would quote it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
