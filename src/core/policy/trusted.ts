export const FOREIGN_ACCOUNT = 'policy/foreign-account';

/** Whether a problem only says that one of these accounts is let in. */
export function isAboutTrusted(
  { code, message }: { readonly code: string; readonly message: string },
  trusted: readonly unknown[],
): boolean {
  if (code !== FOREIGN_ACCOUNT || trusted.length === 0) return false;
  const account = /\d{12}$/.exec(message)?.[0];
  return trusted.some(one => String(one) === account);
}
