import { parseJson } from '../../template/json';
import type { Node } from '../../template/node';
import { sensitive } from '../../value/sensitive';
import { flatLevel, isLevel, type Level, levelsOf } from '../nested';
import type { ReadFile } from '../readFile';
import { readTree } from '../readTree';
import type { WriteEntry, WrittenFile } from '../writeFile';

/** https://www.rfc-editor.org/rfc/rfc8259; comments and trailing commas are taken too. */
export function readJson(text: string): ReadFile {
  return readTree(text, parseJson(text), isFaultyIn(text));
}

export function writeJson(entries: readonly WriteEntry[]): WrittenFile {
  return { kind: 'written', text: sensitive(`${objectOf(flatLevel(entries), '')}\n`) };
}

export function writeNestedJson(entries: readonly WriteEntry[]): WrittenFile {
  const levels = levelsOf(entries);
  if (levels.kind === 'collision') return levels;
  return { kind: 'written', text: sensitive(`${objectOf(levels.root, '')}\n`) };
}

/** Written out, because an object would put keys that are numbers first, and lose `__proto__`. */
function objectOf(level: Level, indent: string): string {
  if (level.size === 0) return '{}';
  const inner = `${indent}  `;
  const lines = [...level].map(([key, held]) => `${inner}${JSON.stringify(key)}: ${textOf(held, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function textOf(held: Level | WriteEntry, indent: string): string {
  if (isLevel(held)) return objectOf(held, indent);
  const value = held.value.reveal();
  return held.isList
    ? `[${value
        .split(',')
        .map(item => JSON.stringify(item))
        .join(', ')}]`
    : JSON.stringify(value);
}

/** The parser takes escapes and control characters that JSON has not, and what they would stand for is a guess. */
const isFaultyIn = (text: string) => (node: Node) =>
  node.kind === 'scalar' && node.style === 'json' && !STRING.test(text.slice(node.span.start, node.span.end));

const STRING = /^"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"$/;
