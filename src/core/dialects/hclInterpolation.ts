import type { Hole } from '../template/symbolic';

/** Behind the brace that closes an interpolation whose inside begins at `from`; braces in strings do not count. */
export function interpolationEnd(text: string, from: number, end: number): number | undefined {
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

export function holeOf(expression: string): Hole {
  const known = DATA.find(([form]) => form.test(expression));
  return known === undefined ? { kind: 'unknown', reason: expression } : { kind: 'pseudo', name: known[1] };
}
