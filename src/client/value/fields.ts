import { visible } from '../../core/text/markdown';
import { entriesOf } from '../../core/value/jsonValue';

/** One line of the value panel. `shown` is safe to look at; copying takes the value itself, found by `key`. */
export interface ValueField {
  /** Absent: the whole value. */
  readonly key?: string;
  readonly shownKey?: string;
  readonly shown: string;
  /** Some characters are shown by their number because they cannot be seen or would turn the text around. */
  readonly escaped: boolean;
}

/** A JSON object is shown key by key, anything else as one text. */
export function valueFields(value: string): readonly ValueField[] {
  const entries = entriesOf(value);
  if (!entries) return [fieldOf(undefined, value)];
  return entries.map(({ key, text }) => fieldOf(key, text));
}

/** What "Copy" gives for a field; undefined when there is no such key. */
export function fieldValue(value: string, key: string | undefined): string | undefined {
  if (key === undefined) return value;
  return entriesOf(value)?.find(entry => entry.key === key)?.text;
}

function fieldOf(key: string | undefined, text: string): ValueField {
  const shown = visibleLines(text);
  const plain = text.replace(/\r\n/g, '\n');
  return { ...(key !== undefined && { key, shownKey: visible(key) }), shown, escaped: shown !== plain };
}

/** Line ends and tabs stay: certificates and configuration have them. */
export function visibleLines(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map(line =>
      line
        .split('\t')
        .map(part => (part === '' ? '' : visible(part)))
        .join('\t'),
    )
    .join('\n');
}
