/** The SDK says `undefined` where core leaves a field out (exactOptionalPropertyTypes). */
type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same object without the fields that are undefined. */
export function defined<T extends object>(fields: T): Defined<T> {
  const kept: Defined<T> = { ...fields };
  for (const key in kept) {
    if (kept[key] === undefined) delete kept[key];
  }
  return kept;
}

export function milliseconds(date: Date | undefined): number | undefined {
  return date?.getTime();
}
