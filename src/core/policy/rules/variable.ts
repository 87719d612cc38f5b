import type { Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { familyOf, operatorOf } from '../operators';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/variable';

export const variable: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A policy variable is malformed, or stands where none is replaced.',
  documentation: {
    what: "A `${…}` of a policy that is not closed, is empty or holds a blank (an error where the kind of the policy is known); one in Principal or Action, under an operator that compares neither text nor ARNs, or in a policy without Version 2012-10-17 (a warning). A default in quotes, `${aws:PrincipalTag/team, 'none'}`, may hold blanks.",
    why: 'Variables are replaced in Resource and in the values of conditions, by the rules of 2012. Elsewhere they are plain text that nothing is equal to, or the policy is refused.',
    example:
      '"aws:PrincipalTag/team": "${aws:ResourceTag/team"  →  "aws:PrincipalTag/team": "${aws:ResourceTag/team}"',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  },
  check: context => {
    if (context.broken || !context.text.includes('${')) return [];
    const isOld = !context.policy.open && isOfOldVersion(context);
    return context.policy.statements.flatMap(statement => [
      ...conditionProblems(context, statement, isOld),
      ...elementProblems(context, statement),
    ]);
  },
};

/** Without Version the rules of 2008 hold; policy/syntax says so too. */
function isOfOldVersion({ policy: { version } }: PolicyContext): boolean {
  return version === undefined || version.texts.every(({ text }) => text === '2008-10-17');
}

function conditionProblems(context: PolicyContext, statement: Statement, isOld: boolean): readonly Problem[] {
  return (statement.condition?.tests ?? []).flatMap(({ operator, values }) => {
    const { name } = operatorOf(operator);
    const takes = name === undefined || ['String', 'ARN'].includes(familyOf(name));
    return values.flatMap(value => {
      if (!value.text.includes('${')) return [];
      const fault = faultOf(value.text);
      if (fault !== undefined)
        return [problemOf(context, statement, 'Condition', value, errorIfKnown(context), fault)];
      if (!IS_VARIABLE.test(value.text)) return [];
      const doubt = takes
        ? isOld && 'Without Version 2012-10-17 this is plain text'
        : `No variable is replaced under ${operator}`;
      return doubt === false ? [] : [problemOf(context, statement, 'Condition', value, 'warning', doubt)];
    });
  });
}

function elementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const { principal, notPrincipal, action, notAction } = statement;
  const texts = [
    ...[principal, notPrincipal].flatMap(element =>
      (element?.principals ?? []).map(({ text }) => ({ text, name: element?.name ?? '' })),
    ),
    ...[action, notAction].flatMap(element =>
      (element?.texts ?? []).map(text => ({ text, name: element?.name ?? '' })),
    ),
  ];
  return texts.flatMap(({ text, name }) =>
    IS_VARIABLE.test(text.text)
      ? [problemOf(context, statement, name, text, 'warning', `No variable is replaced in ${name}`)]
      : [],
  );
}

/** `${*}` and the like are the characters themselves. */
const IS_VARIABLE = /\$\{[A-Za-z][\w-]*:/;

function faultOf(text: string): string | undefined {
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 2)) {
    const end = text.indexOf('}', at);
    if (end < 0) return 'The variable is not closed by a brace';
    const inside = text.slice(at + 2, end);
    if (inside === '') return 'The variable is empty';
    const [name = '', fallback] = split(inside);
    if (/\s/.test(name)) return 'A variable holds no blank';
    if (fallback !== undefined && !/^\s*'[^']*'\s*$/.test(fallback))
      return 'The default of a variable stands in single quotes';
  }
  return undefined;
}

function split(inside: string): readonly [string, string?] {
  const comma = inside.indexOf(',');
  return comma < 0 ? [inside] : [inside.slice(0, comma).trimEnd(), inside.slice(comma + 1)];
}

function problemOf(
  context: PolicyContext,
  statement: Statement,
  element: string,
  { text, span }: PolicyText,
  severity: Severity,
  message: string,
): Problem {
  return {
    code: CODE,
    severity,
    message: `${message}: ${shown(text)}`,
    span,
    evidence: 'static',
    ...placeOf(context, statement, element),
  };
}
