import type { ParameterMetadata } from '../../core/catalog/items';
import type { ExchangeFormat } from '../../core/exchange/formats';
import type { WriteEntry, WrittenFile } from '../../core/exchange/writeFile';
import type { Failure } from '../../core/failure';
import { type Sensitive, sensitive } from '../../core/value/sensitive';

export interface Form {
  readonly format: ExchangeFormat;
  /** Paths as levels, where the format has them. */
  readonly nested: boolean;
}

export interface Exporting extends Form {
  /** `/my-app/dev`, or `/`. */
  readonly path: string;
  /** What is to be in it. */
  readonly parameters: readonly ParameterMetadata[];
  /** Of the session when they were listed: another account may have the same names. */
  readonly generation: number;
}

export interface ExportQuestions {
  /** Some could not be read: whether the rest is written. */
  goOn(failures: ReadonlyMap<string, Failure>, rest: number): Promise<boolean>;
}

/** Values by name, in the form; names without one are left out. */
export function writeExport(
  { path, parameters, format, nested }: Exporting,
  revealedOf: (name: string) => Sensitive<string> | undefined,
): WrittenFile {
  const below = path === '/' ? path : `${path}/`;
  const names = new Map<string, string>();
  const entries: WriteEntry[] = [];
  for (const { name, type } of parameters) {
    const value = revealedOf(name);
    if (value === undefined) continue;
    // Below `/` AWS has names without a slash too.
    const key = name.startsWith(below) ? name.slice(below.length) : name;
    const other = names.get(key);
    if (other !== undefined) return { kind: 'collision', keys: [other, name] };
    names.set(key, name);
    entries.push({ key, value, isList: type === 'StringList' });
  }
  return nested && format.writeNested ? format.writeNested(entries) : format.write(entries);
}

/** Two names that would be one in the file; known before any value is read. */
export function collisionOf(exporting: Exporting): readonly [string, string] | undefined {
  const nothing = sensitive('');
  const written = writeExport(exporting, () => nothing);
  return written.kind === 'collision' ? written.keys : undefined;
}
