import type { Node } from '../../template/node';
import { parseYaml } from '../../template/yaml';
import { firstDocument } from '../../template/yaml/firstDocument';
import { createLineIndex } from '../../text/lineIndex';
import { sensitive } from '../../value/sensitive';
import { flatLevel, isLevel, type Level, levelsOf } from '../nested';
import type { ReadFile } from '../readFile';
import { readTree } from '../readTree';
import type { WriteEntry, WrittenFile } from '../writeFile';

/** https://yaml.org/spec/1.2.2/; scalars are texts, as they are written: `0123`, `yes` and `1e3` too. */
export function readYaml(text: string): ReadFile {
  const { end } = firstDocument(text);
  // Behind its end only comments, and a marker that begins nothing.
  if (/^(?!#|\.\.\.|---\s*$)\S/m.test(text.slice(end))) {
    const line = createLineIndex(text).positionAt(end).line + 1;
    return { entries: [], faults: [{ problem: 'several-documents', line }] };
  }
  return readTree(text, parseYaml(text), isFaultyIn(text));
}

/** The parser takes a backslash before any letter, of which a path of Windows would lose its own. */
const isFaultyIn = (text: string) => (node: Node) =>
  node.kind === 'scalar' &&
  node.style === 'double' &&
  text.slice(node.span.start, node.span.end).replace(ESCAPE, '').includes('\\');

/** https://yaml.org/spec/1.2.2/#57-escaped-characters */
const ESCAPE =
  /\\(?:[0abtnvfre "/\\N_LP\t\r\n]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U(?:000[\dA-Fa-f]|0010)[\dA-Fa-f]{4})/g;

export function writeYaml(entries: readonly WriteEntry[]): WrittenFile {
  return { kind: 'written', text: sensitive(linesOf(flatLevel(entries), '')) };
}

export function writeNestedYaml(entries: readonly WriteEntry[]): WrittenFile {
  const levels = levelsOf(entries);
  if (levels.kind === 'collision') return levels;
  return { kind: 'written', text: sensitive(linesOf(levels.root, '')) };
}

function linesOf(level: Level, indent: string): string {
  return [...level]
    .map(([key, held]) => {
      const begin = `${indent}${keyText(key)}:`;
      if (isLevel(held)) return `${begin}\n${linesOf(held, `${indent}  `)}`;
      const value = held.value.reveal();
      if (!held.isList) return `${begin} ${quoted(value)}\n`;
      return `${begin}\n${value
        .split(',')
        .map(item => `${indent}  - ${quoted(item)}\n`)
        .join('')}`;
    })
    .join('');
}

/** What a reader of YAML 1.1 would take for a boolean, a number or nothing is quoted. */
function keyText(key: string): string {
  const isPlain = /^[A-Za-z_][\w.\-/]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key);
  return isPlain ? key : quoted(key);
}

/** A string of JSON is one of YAML, but for what must not stand as it is: https://yaml.org/spec/1.2.2/#51-character-set */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
