/**
 * What a program inherits, and what it gets beside. On Windows `Path` and `PATH` are one, and only one of them would get
 * through.
 */
export function childEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  values: Readonly<Record<string, string>>,
  platform: string,
): Readonly<Record<string, string | undefined>> {
  if (platform !== 'win32') return { ...inherited, ...values };
  const given = new Set(Object.keys(values).map(name => name.toUpperCase()));
  const kept = Object.entries(inherited).filter(([name]) => !given.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...values };
}
