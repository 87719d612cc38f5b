/** What a policy of one key means as that of a key in another Region. */
import { lintPolicyFile } from '../policy/lint';
import { parseJson } from '../template/json';

export interface PolicyElsewhere {
  /** What the linter calls errors, a sentence each. */
  readonly errors: readonly string[];
  /** It says the name of the Region it comes from: what it allows there it may not allow here. */
  readonly namesRegion: boolean;
}

/**
 * @param text JSON, as GetKeyPolicy tells it
 * @param account twelve digits; undefined where AWS does not tell it
 */
export function policyElsewhere(text: string, from: string, account: string | undefined): PolicyElsewhere {
  const facts = { kind: 'key', ...(account !== undefined && { account }) } as const;
  const problems = lintPolicyFile(text, parseJson(text), facts);
  return {
    errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    namesRegion: new RegExp(`(?<![\\w-])${from.replace(/[^\w-]/g, '')}(?![\\w-])`).test(text),
  };
}
