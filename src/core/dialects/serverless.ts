import type { ReferenceUse } from '../reference/use';
import type { Dialect } from './dialect';
import { fileNameOf, namedRules, parameterUse } from './named';

/**
 * Variables of the Serverless Framework: `${ssm:/path}`, `${ssm(raw):/path}`, and `~true` behind the name in older versions.
 * A Region in brackets, or a variable inside, and nothing is known; names below /aws/reference/secretsmanager are secrets,
 * of which no listing tells.
 * https://www.serverless.com/framework/docs/providers/aws/guide/variables#reference-variables-using-the-ssm-parameter-store
 */
export const serverless: Dialect = {
  id: 'serverless',
  deploys: false,
  liveRules: namedRules,
  recognises: source => {
    const { languageId = '', text } = source;
    if (languageId !== '' && languageId !== 'yaml') return false;
    return (
      text.includes('${ssm') &&
      /\$\{ssm[:(]/.test(text) &&
      (/^serverless.*\.ya?ml$/.test(fileNameOf(source)) || /^provider[ \t]*:/m.test(text))
    );
  },
  usesIn({ text }) {
    const uses: ReferenceUse[] = [];
    const named = { text, source: { kind: 'shift', start: 0 } } as const;
    for (const match of text.matchAll(VARIABLE)) {
      const name = match[1] ?? '';
      const from = match.index + match[0].indexOf(':') + 1;
      if (!isInComment(text, match.index)) uses.push(...parameterUse(named, from, from + name.length));
    }
    return uses;
  },
  problemsOf: () => [],
};

const VARIABLE = /\$\{ssm(?:\((?:raw|noDecrypt)\))?:([\w./-]+)(?:~(?:true|false|split))?\s*(?=[,}])/g;

function isInComment(text: string, at: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
