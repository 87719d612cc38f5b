import { declaredRules } from './declared/rules';
import { accessAnalyzerAnswers } from './policy/accessAnalyzer';
import { livePolicyRules, policyRules } from './policy/rules';
import type { Evidence } from './problem';
import { referenceRules } from './reference/rules';
import type { RuleDescription } from './rule';
import { unusedSuppression } from './suppress/unused';

/** Every code there is, in the order of the documentation. */
export const allRules: readonly RuleDescription[] = byCode([
  ...referenceRules,
  ...declaredRules,
  ...policyRules,
  ...livePolicyRules,
  unusedSuppression,
]);

/** A code may have a rule for each kind of evidence; they share a section, and the first has the say about the rest. */
function byCode(rules: readonly RuleDescription[]): readonly RuleDescription[] {
  const merged = new Map<string, RuleDescription>();
  for (const rule of rules) {
    const first = merged.get(rule.code);
    if (first === undefined) merged.set(rule.code, rule);
    else {
      const what = `${first.documentation.what}\n\n${rule.documentation.what}`;
      merged.set(rule.code, { ...first, documentation: { ...first.documentation, what } });
    }
  }
  return [...merged.values()];
}

/** The text of docs/rules.md. GitHub's anchor of a heading is its text without slashes: what `docsUrl` points to. */
export function rulesMarkdown(): string {
  return [
    '# Rules',
    '',
    'Generated from the rules in `src/core`; change those. An error is what AWS itself rejects; what is not certain is a',
    'warning or an information.',
    '',
    '| Rule | Severity | Rests on | Meaning |',
    '| --- | --- | --- | --- |',
    ...allRules.map(row),
    '',
    ...allRules.flatMap(section),
    ...analyzerSection(),
  ].join('\n');
}

function row({ code, severity, evidence, summary }: RuleDescription): string {
  return `| [${code}](#${code.replace('/', '')}) | ${severity} | ${RESTS_ON[evidence]} | ${summary} |`;
}

const RESTS_ON: Readonly<Record<Evidence, string>> = {
  static: 'the text',
  workspace: 'the workspace',
  live: 'an account',
};

function section({ code, severity, evidence, documentation }: RuleDescription): string[] {
  const { what, why, example, source } = documentation;
  return [
    `## ${code}`,
    '',
    `${capital(severity)}; rests on ${RESTS_ON[evidence]}.`,
    '',
    what,
    '',
    why,
    '',
    `\`\`\`${/^\s*[{"]/.test(example) ? 'json' : 'yaml'}`,
    example,
    '```',
    '',
    `Source: ${/^https?:/.test(source) ? `<${source}>` : source}`,
    '',
  ];
}

function analyzerSection(): string[] {
  return [
    "## IAM Access Analyzer's checks",
    '',
    'What becomes here of each check of ValidatePolicy that can apply to a resource policy. Wildcards in actions are always',
    'expanded first, which Access Analyzer does not do for all of them.',
    '',
    '| Check | Here |',
    '| --- | --- |',
    ...accessAnalyzerAnswers.map(answer => {
      const here = 'rule' in answer ? `[${answer.rule}](#${answer.rule.replace('/', '')})` : answer.why;
      return `| ${answer.check} | ${here} |`;
    }),
    '',
  ];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
