/** Data of JSON and TOML files, whose shape nobody has promised. */
export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** What stands for a parameter's value: CloudFormation takes texts, and files hold numbers and booleans as well. */
export function textOf(data: unknown): string | undefined {
  if (typeof data === 'string') return data;
  return typeof data === 'number' || typeof data === 'boolean' || typeof data === 'bigint'
    ? String(data)
    : undefined;
}

export function entries(record: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(record).flatMap(([key, data]): readonly (readonly [string, string])[] => {
    const text = textOf(data);
    return text === undefined ? [] : [[key, text]];
  });
}
