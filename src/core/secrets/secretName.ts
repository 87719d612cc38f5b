/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (Name) */
export const MAX_SECRET_NAME = 512;

export type SecretNameProblem = 'empty' | 'characters' | 'too-long' | 'no-leaf' | 'looks-like-suffix';

/**
 * What AWS has against a name, or would. `looks-like-suffix` is a warning: a hyphen and six characters at the end are taken
 * for the end of an ARN where somebody asks by ARN without it.
 */
export function secretNameProblem(name: string): SecretNameProblem | undefined {
  if (name === '') return 'empty';
  if (!/^[A-Za-z0-9/_+=.@-]+$/.test(name)) return 'characters';
  if (name.length > MAX_SECRET_NAME) return 'too-long';
  if (name.endsWith('/')) return 'no-leaf';
  return /-[A-Za-z0-9]{6}$/.test(name) ? 'looks-like-suffix' : undefined;
}
