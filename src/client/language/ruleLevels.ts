export type Level = 'off' | 'info' | 'warning' | 'error';

/** As people write them in `keyhole.lint.rules`: a code, or an area and a star. */
export type Levels = Readonly<Record<string, unknown>>;

/** The level of a rule: its own, else that of its area, `reference/*`; undefined: as the linter has it. */
export function levelFor(code: string, levels: Levels): Level | undefined {
  const own = levels[code] ?? levels[`${code.split('/')[0]}/*`];
  return own === 'off' || own === 'info' || own === 'warning' || own === 'error' ? own : undefined;
}

export function codeOf(code: string | number | { readonly value: string | number } | undefined): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
