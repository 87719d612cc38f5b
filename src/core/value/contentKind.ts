/**
 * The file extension that fits a value, by its content alone: `json` for an object or a list, `yaml` for lines of keys or
 * items, else `txt`. A single word or number is text, though it would be JSON or YAML too.
 */
export function contentExtension(text: string): 'json' | 'yaml' | 'txt' {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return isJson(trimmed) ? 'json' : 'txt';
  const lines = trimmed.split(/\r?\n/).filter(line => line.trim() !== '' && !/^\s*#/.test(line));
  const looksLikeYaml = lines.every(line =>
    /^(?:---|\s*(?:- .*|-|[\w."'/-]+:(?: .*)?)|\s{2,}.*)$/.test(line),
  );
  return lines.length > 1 && looksLikeYaml ? 'yaml' : 'txt';
}

/** Nothing of the error is kept: it quotes the text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
