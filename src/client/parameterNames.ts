/** What names and paths of parameters look like, as they are typed. */
import * as vscode from 'vscode';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function nameProblem(name: string): string | undefined {
  if (!CHARACTERS.test(name)) return charactersText();
  if (/^(?:\/?aws|ssm)/i.test(name)) return vscode.l10n.t('No name may begin with aws or ssm.');
  if (name.endsWith('/') || name.includes('//') || name === '')
    return vscode.l10n.t('A name ends with what it is called: {0}host', name.replace(/\/*$/, '/'));
  if (name.includes('/') && !name.startsWith('/'))
    return vscode.l10n.t('A name with levels begins with a slash: /{0}', name);
  return name.split('/').length > 16 ? vscode.l10n.t('A name has at most fifteen levels.') : undefined;
}

/** Of a path that is read, with or without a slash at its end: what is there has a name that AWS has taken. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return vscode.l10n.t('A path begins with a slash: /my-app/dev');
  if (!CHARACTERS.test(path)) return charactersText();
  return path.includes('//') ? vscode.l10n.t('Between two slashes a level is missing.') : undefined;
}

/** Of one that parameters are made below. */
export function newPathProblem(path: string): string | undefined {
  return pathProblem(path) ?? (path === '/' ? undefined : nameProblem(path.replace(/\/$/, '')));
}

const CHARACTERS = /^[\w.\-/]*$/;

function charactersText(): string {
  return vscode.l10n.t('A name has letters, digits, _ . - and /.');
}
