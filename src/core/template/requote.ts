import type { TextEdit } from '../text/range';
import type { ScalarNode, ScalarStyle } from './node';
import { scalarAt } from './scalarAt';
import type { Template } from './template';
import { unitAt } from './unit';
import { parseRegion } from './yaml';

export type QuotingStyle = Extract<ScalarStyle, 'plain' | 'single' | 'double'>;

export interface Requoting {
  readonly style: QuotingStyle;
  readonly edit: TextEdit;
}

/**
 * The other quoting styles that the YAML scalar at an offset can have without a change of what it means: written anew,
 * parsed again where it stands and compared, type included. None for keys, block scalars, texts of several lines, JSON.
 */
export function requotingsAt({ units }: Pick<Template, 'units'>, offset: number): readonly Requoting[] {
  const unit = unitAt(units, offset);
  if (unit === undefined) return [];
  const at = offset - unit.offset;
  const scalar = scalarAt(unit, at);
  if (scalar === undefined) return [];
  const { start, end } = scalar.span;
  if (!isQuotable(scalar) || /[\r\n]/.test(unit.text.slice(start, end))) return [];
  const from = unit.span.start - unit.offset;
  const own = unit.text.slice(from, unit.span.end - unit.offset);
  return STYLES.flatMap((style): readonly Requoting[] => {
    const written = style === scalar.style ? undefined : write(scalar.value, style);
    if (written === undefined) return [];
    const changed = own.slice(0, start - from) + written + own.slice(end - from);
    if (!meansTheSame(changed, start - from, scalar, style)) return [];
    const span = { start: start + unit.offset, end: end + unit.offset };
    return [{ style, edit: { span, newText: written } }];
  });
}

const STYLES: readonly QuotingStyle[] = ['double', 'single', 'plain'];

function isQuotable({ style }: ScalarNode): boolean {
  return style === 'plain' || style === 'single' || style === 'double';
}

function write(value: string, style: QuotingStyle): string | undefined {
  switch (style) {
    case 'double':
      return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\p{Cc}\u2028\u2029]/gu, escaped)}"`;
    case 'single':
      return /[\p{Cc}\u2028\u2029]/u.test(value) ? undefined : `'${value.replaceAll("'", "''")}'`;
    case 'plain':
      return isOtherThanText(value) ? undefined : value;
  }
}

/** https://yaml.org/spec/1.2.2/#57-escaped-characters */
function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What YAML 1.1 reads as null, a boolean, a number, a date or a merge: https://yaml.org/type/ */
function isOtherThanText(value: string): boolean {
  return /^(?:|~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?[.\d][\d._:eExXa-fA-F+-]*|[-+]?\.inf|\.nan|\d{4}-\d.*)$/i.test(
    value,
  );
}

function meansTheSame(text: string, at: number, { value, style }: ScalarNode, to: QuotingStyle): boolean {
  // A plain text that is a number would become text.
  if (style === 'plain' && isOtherThanText(value)) return false;
  const { root, faults } = parseRegion(text, 0, text.length);
  if (root?.kind !== 'mapping' || faults.length > 0) return false;
  const unit = { entries: () => root.entries };
  const found = scalarAt(unit, at);
  return found?.style === to && found.value === value && found.span.start === at;
}
