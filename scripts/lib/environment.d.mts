export function isolatedEnvironment(
  directory: string,
  aws?: { endpoint?: string; credentials?: boolean },
): Record<string, string>;
