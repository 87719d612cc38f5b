/** Values for the parameters of a template, by name, as a file gives them. */
export interface ParameterSet {
  /** For people: the file, and the environment where a file has several. */
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

export type ReadSets =
  | { readonly kind: 'sets'; readonly sets: readonly ParameterSet[] }
  /** A file that means to be one and cannot be read. */
  | { readonly kind: 'fault'; readonly message: string };

export const NO_SETS: ReadSets = { kind: 'sets', sets: [] };
