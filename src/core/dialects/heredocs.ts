import type { Hole, Piece } from '../template/symbolic';

/** Text between `<<EOF` and `EOF`: what it means, with a hole for each `${…}`. */
export interface Heredoc {
  /** Where its first line begins. */
  readonly start: number;
  readonly pieces: readonly Piece[];
}

/**
 * The heredocs of a Terraform file, those with directives (`%{if …}`) left out. A marker in a comment or a string begins
 * none that ends, as a rule. https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings
 */
export function heredocsIn(text: string): readonly Heredoc[] {
  const found: Heredoc[] = [];
  const begin = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const [whole, marker = ''] = match;
    const start = match.index + whole.length;
    const close = new RegExp(`^[ \\t]*${marker}[ \\t]*\r?$`, 'm');
    const length = text.slice(start).search(close);
    if (length < 0) continue;
    const pieces = piecesOf(text, start, start + length);
    if (pieces !== undefined) found.push({ start, pieces });
    begin.lastIndex = start + length;
  }
  return found;
}

/** Undefined where a directive chooses what is there, or an interpolation does not end. */
function piecesOf(text: string, start: number, end: number): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  const take = (from: number, to: number) => {
    if (from < to) {
      const source = { kind: 'shift', start: from } as const;
      pieces.push({ kind: 'text', text: text.slice(from, to), source, from: 0 });
    }
  };
  let from = start;
  for (let at = start; at < end; at++) {
    const mark = text.charAt(at);
    if ((mark !== '$' && mark !== '%') || text.charAt(at + 1) !== '{') continue;
    if (text.charAt(at - 1) === mark) {
      // Twice is once, and begins nothing.
      take(from, at);
      from = at + 1;
      continue;
    }
    if (mark === '%') return undefined;
    const stop = interpolationEnd(text, at + 2, end);
    if (stop === undefined) return undefined;
    take(from, at);
    const hole = holeOf(text.slice(at + 2, stop - 1).trim());
    pieces.push({ kind: 'hole', hole, span: { start: at, end: stop } });
    from = stop;
    at = stop - 1;
  }
  take(from, end);
  return pieces;
}

/** Behind the brace that closes it; braces in strings do not count. */
function interpolationEnd(text: string, from: number, end: number): number | undefined {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < end; at++) {
    const unit = text.charAt(at);
    if (unit === '\\' && quoted) at++;
    else if (unit === '"') quoted = !quoted;
    else if (!quoted && unit === '{') depth++;
    else if (!quoted && unit === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** What the data sources of the provider give is what CloudFormation's pseudo parameters are. */
const DATA: readonly (readonly [expression: RegExp, name: string])[] = [
  [/^data\.aws_caller_identity\.[\w-]+\.account_id$/, 'AWS::AccountId'],
  [/^data\.aws_region\.[\w-]+\.(?:name|region|id)$/, 'AWS::Region'],
  [/^data\.aws_partition\.[\w-]+\.partition$/, 'AWS::Partition'],
];

function holeOf(expression: string): Hole {
  const known = DATA.find(([form]) => form.test(expression));
  return known === undefined ? { kind: 'unknown', reason: expression } : { kind: 'pseudo', name: known[1] };
}
