import { closest } from '../core/policy/closest';
import { ruleCodes } from '../core/ruleCodes';
import { isLevel, type Levels } from '../core/ruleLevels';
import { UsageError } from './command';

/** For `readArguments`, and for the help of the commands that take it. */
export const ruleOption = { type: 'string', multiple: true } as const;
export const ruleHelp = [
  '  --rule CODE=LEVEL  off, info, warning or error for a rule or an area (policy/*); may be given several times',
  '  --trusted-account ID  an account that policies may let in; may be given several times',
] as const;

/** For accounts that `policy/foreign-account` need not tell. */
export const trustedOption = { type: 'string', multiple: true } as const;

/** Throws a UsageError for what is no account. */
export function trustedFrom(given: readonly string[] = []): readonly string[] {
  for (const each of given) {
    if (!/^\d{12}$/.test(each)) throw new UsageError(`An account has twelve digits: ${each}`);
  }
  return given;
}

/** `['policy/sid=off', 'reference/*=warning']`; throws a UsageError for a code or a level there is not. */
export function levelsFrom(given: readonly string[] = []): Levels {
  const levels: Record<string, unknown> = {};
  for (const each of given) {
    const at = each.indexOf('=');
    const [code, level] = at < 0 ? [each, ''] : [each.slice(0, at), each.slice(at + 1)];
    if (!isLevel(level)) throw new UsageError(`A level is off, info, warning or error, in: ${each}`);
    if (!isKnown(code)) {
      const near = closest(code, [...ruleCodes.keys()]);
      throw new UsageError(
        `There is no such rule${near === undefined ? '' : ` (did you mean ${near}?)`}: ${code}`,
      );
    }
    levels[code] = level;
  }
  return levels;
}

function isKnown(code: string): boolean {
  if (ruleCodes.has(code) || code === 'suppression/unused') return true;
  return code.endsWith('/*') && [...ruleCodes.keys()].some(known => known.startsWith(code.slice(0, -1)));
}
