/** The languages of the CDK, as far as strings are to be told from comments and from each other. */

export interface Language {
  /** As editors call it. */
  readonly ids: readonly string[];
  /** As its files end. */
  readonly extensions: readonly string[];
  /** Longest first where one begins like another. */
  readonly tokens: readonly Token[];
  /** What is put into a string when the program runs. */
  readonly holes: RegExp;
}

export interface Token {
  readonly open: string;
  /** Undefined: the end of the line. */
  readonly close: string | undefined;
  /** `text` strings may hold references; `other` are comments, characters, and strings in which `{{` means one brace. */
  readonly kind: 'text' | 'other';
  readonly lines: 'one' | 'many';
  /** Whether a backslash keeps what follows it from closing. */
  readonly escapes: boolean;
}

const comment = (open: string, close?: string): Token => ({
  open,
  close,
  kind: 'other',
  lines: close === undefined ? 'one' : 'many',
  escapes: false,
});
const text = (quote: string, lines: Token['lines'] = 'one', escapes = true): Token => ({
  open: quote,
  close: quote,
  kind: 'text',
  lines,
  escapes,
});
const other = (open: string, close: string, lines: Token['lines'] = 'one'): Token => ({
  open,
  close,
  kind: 'other',
  lines,
  escapes: true,
});

const SLASHES = [comment('//'), comment('/*', '*/')];
/** `%s`, `{}`, `{name}`: filled in by format functions. */
const FORMATS = /%[-+ #0]*[\d.]*[a-zA-Z]|(?<!\{)\{[\w.]*\}(?!\})/g;

export const languages: readonly Language[] = [
  {
    ids: ['typescript', 'javascript', 'typescriptreact', 'javascriptreact'],
    extensions: ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'],
    tokens: [...SLASHES, text('"'), text("'"), text('`', 'many')],
    holes: /\$\{[^{}]*\}/g,
  },
  {
    ids: ['python'],
    extensions: ['py'],
    tokens: [
      comment('#'),
      ...['f', 'F', 'rf', 'fr', 'Rf', 'fR'].flatMap(prefix => [
        other(`${prefix}"""`, '"""', 'many'),
        other(`${prefix}'''`, "'''", 'many'),
        other(`${prefix}"`, '"'),
        other(`${prefix}'`, "'"),
      ]),
      text('"""', 'many'),
      text("'''", 'many'),
      text('"'),
      text("'"),
    ],
    holes: FORMATS,
  },
  {
    ids: ['java'],
    extensions: ['java'],
    tokens: [...SLASHES, text('"""', 'many'), text('"'), other("'", "'")],
    holes: FORMATS,
  },
  {
    ids: ['go'],
    extensions: ['go'],
    tokens: [...SLASHES, text('"'), text('`', 'many', false), other("'", "'")],
    holes: FORMATS,
  },
  {
    ids: ['csharp'],
    extensions: ['cs'],
    tokens: [
      ...SLASHES,
      other('$@"', '"', 'many'),
      other('@$"', '"', 'many'),
      other('$"""', '"""', 'many'),
      other('$"', '"'),
      text('"""', 'many', false),
      { ...text('"', 'many', false), open: '@"' },
      text('"'),
      other("'", "'"),
    ],
    holes: FORMATS,
  },
];
