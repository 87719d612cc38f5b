/** What the text of a secret will be, as far as the resource that makes it says. */
import { entriesOf, valueAt } from '../template/entries';
import { HOLE } from '../template/symbolic';
import { type GivenMap, mapsAt, propertiesOf, type ResourceText, textsAt } from './context';

/**
 * `plain`: one value without keys. `json`: an object with these keys and no others (of branches: any of theirs). `open`:
 * may hold any key, these among them. `certain`: nobody is likely to change that by hand after the secret was made.
 */
export type SecretContent =
  | { readonly kind: 'plain'; readonly certain: boolean }
  | { readonly kind: 'json'; readonly keys: readonly string[]; readonly certain: boolean }
  | { readonly kind: 'open'; readonly keys: readonly string[] };

export const OPEN_CONTENT: SecretContent = { kind: 'open', keys: [] };

/** The content of an `AWS::SecretsManager::Secret`. */
export function contentOf(context: ResourceText): SecretContent {
  const maps = propertiesOf(context);
  return maps.length === 0 ? OPEN_CONTENT : unionOf(maps.flatMap(map => contentsOf(context, map)));
}

/** One of several: what all of them say. */
export function unionOf(contents: readonly SecretContent[]): SecretContent {
  const [first] = contents;
  if (first === undefined) return OPEN_CONTENT;
  const keys = [...new Set(contents.flatMap(each => (each.kind === 'plain' ? [] : each.keys)))];
  const certain = contents.every(each => each.kind !== 'open' && each.certain);
  if (contents.every(each => each.kind === 'plain')) return { kind: 'plain', certain };
  if (contents.every(each => each.kind === 'json')) return { kind: 'json', keys, certain };
  return { kind: 'open', keys };
}

function contentsOf(context: ResourceText, map: GivenMap): readonly SecretContent[] {
  // Without either the secret has no value yet: someone puts one there by hand.
  if (map.open) return [OPEN_CONTENT];
  const written = writtenContents(context, map);
  const generated = generatedContents(context, map);
  return written.length + generated.length === 0 ? [OPEN_CONTENT] : [...written, ...generated];
}

function writtenContents(context: ResourceText, map: GivenMap): readonly SecretContent[] {
  if (isUnknown(context, map, 'SecretString')) return [OPEN_CONTENT];
  return textsAt(context, map, 'SecretString').map(({ text }) => writtenContent(text));
}

/** Text that stands in a template is often a placeholder that somebody replaces, by JSON for instance. */
function writtenContent(text: string): SecretContent {
  const fields = jsonFields(text);
  if (fields !== undefined) {
    const keys = Object.keys(fields);
    if (keys.some(key => key.includes(HOLE))) return { kind: 'open', keys: keys.filter(isKnown) };
    const certain = keys.length > 0 && !Object.values(fields).some(isPlaceholder);
    return { kind: 'json', keys, certain };
  }
  // A parameter may bring JSON, and so may what stands behind a bracket.
  return text === '' || /^\s*[\uFFFC{["]/.test(text) ? OPEN_CONTENT : { kind: 'plain', certain: false };
}

function generatedContents(context: ResourceText, map: GivenMap): readonly SecretContent[] {
  const node = valueAt(map.node, 'GenerateSecretString');
  if (node === undefined) return [];
  return mapsAt(context, map, 'GenerateSecretString').flatMap(generate => {
    if (generate.open || isUnknown(context, generate, TEMPLATE) || isUnknown(context, generate, KEY)) {
      return [OPEN_CONTENT];
    }
    const templates = textsAt(context, generate, TEMPLATE).filter(({ text }) => text !== '');
    const names = textsAt(context, generate, KEY).filter(({ text }) => text !== '');
    if (templates.length === 0 && names.length === 0) return [{ kind: 'plain', certain: true }];
    return templates.flatMap(template => names.map(name => generatedContent(template.text, name.text)));
  });
}

const TEMPLATE = 'SecretStringTemplate';
const KEY = 'GenerateStringKey';

function generatedContent(template: string, name: string): SecretContent {
  const fields = jsonFields(template);
  if (fields === undefined) return OPEN_CONTENT;
  const keys = [...new Set([...Object.keys(fields), name])];
  return keys.every(isKnown)
    ? { kind: 'json', keys, certain: true }
    : { kind: 'open', keys: keys.filter(isKnown) };
}

function isKnown(key: string): boolean {
  return !key.includes(HOLE);
}

/** More branches than were followed. */
function isUnknown({ scope }: ResourceText, map: GivenMap, key: string): boolean {
  const node = valueAt(map.node, key);
  if (node === undefined) return false;
  return scope.evaluate(node).unknown !== undefined || entriesOf(node).some(({ key: inner }) => inner.tag);
}

/** The entries of a JSON object; values that stand in its strings are taken to stay inside them. */
export function jsonFields(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // JSON.parse has no other way to say that a text is not JSON.
    return undefined;
  }
}

/** What people write where somebody is to put the real one. */
export function isPlaceholder(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    (value.trim() === '' ||
      /^<.*>$|^\.\.\.|place.?holder|change.?(me|it)|replace|to.?do\b|to be |dummy|example|your.|x{3}|fixme|not.?set|tbd/i.test(
        value,
      ))
  );
}
