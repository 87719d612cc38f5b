import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { HOLE } from '../../template/symbolic';
import { isIP } from '../../text/ip';
import { closest } from '../closest';
import { keyType } from '../conditionKeys';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import { type TestPlace, testsIn } from '../each';
import { operatorFix } from '../operatorEdit';
import {
  type Family,
  familyOf,
  type Operator,
  type OperatorName,
  operatorNames,
  operatorOf,
} from '../operators';
import { shown } from '../wording';

const CODE = 'policy/condition-type';

export const conditionType: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The condition operator does not exist, or does not compare such a key or value.',
  documentation: {
    what: 'An operator there is not (an error where the kind of the policy is known); one that compares something else than the key holds: a string operator on a boolean, a number or an address, and the other way round; and a value that is no boolean, number, date or address under an operator for those. String and ARN operators are taken for one another, as AWS does in its own examples.',
    why: 'IAM refuses an operator it does not know. A comparison of another type never holds, and the statement does nothing; or, under a negated operator, always does.',
    example:
      '{"StringEquals": {"aws:MultiFactorAuthAge": "3600"}}  →  {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  },
  check: context =>
    context.broken ? [] : testsIn(context.policy).flatMap(place => testProblems(context, place)),
};

function testProblems(context: PolicyContext, place: TestPlace): readonly Problem[] {
  const operator = operatorOf(place.test.operator);
  if (operator.name === undefined) return [unknownOperator(context, place)];
  const family = familyOf(operator.name);
  return [...keyProblems(context, place, operator, family), ...valueProblems(context, place, family)];
}

function unknownOperator(context: PolicyContext, place: TestPlace): Problem {
  const { operator, operatorSpan } = place.test;
  const [, before = '', bare = operator, after = ''] =
    /^((?:ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/is.exec(operator) ?? [];
  const near = closest(bare, operatorNames);
  const meant = near && (near === 'Null' ? near : `${before}${near}${after}`);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  const { condition } = place.statement;
  const fixes =
    meant === undefined || condition === undefined
      ? []
      : operatorFix(context.text, condition, place.test, meant);
  return {
    ...problemOf(context, place, `There is no such condition operator${hint}: ${shown(operator)}`),
    severity: errorIfKnown(context),
    span: operatorSpan,
    ...(fixes.length > 0 && { fixes }),
  };
}

function keyProblems(
  context: PolicyContext,
  place: TestPlace,
  operator: Operator,
  family: Family,
): readonly Problem[] {
  const { statement, test } = place;
  const type = keyType(test.key);
  if (type === undefined || isComparable(family, type)) return [];
  const wanted = type === 'ArrayOfString' ? 'String' : type;
  const name = operator.name && sameIn(wanted, operator.name);
  const { condition } = statement;
  const isAlone = condition?.tests.every(
    one => one === test || one.operatorSpan.start !== test.operatorSpan.start,
  );
  const whole =
    name &&
    `${operator.qualifier ? `${operator.qualifier}:` : ''}${name}${operator.ifExists ? 'IfExists' : ''}`;
  const fixes =
    whole === undefined || condition === undefined || isAlone !== true
      ? []
      : operatorFix(context.text, condition, test, whole);
  const message = `${TYPE_NAMES[wanted] ?? 'Something else'} stands under this key, which ${test.operator} does not compare: ${shown(test.key)}`;
  return [
    {
      ...problemOf(context, place, message),
      span: test.operatorSpan,
      related: [{ span: test.keySpan, message: 'The key' }],
      ...(fixes.length > 0 && { fixes }),
    },
  ];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  String: 'Text',
  ARN: 'An ARN',
  Bool: 'A boolean',
  Numeric: 'A number',
  Date: 'A date',
  IPAddress: 'An address',
};

/** Null asks of any key whether it is there. Times are compared as numbers of seconds too. */
function isComparable(family: Family, type: string): boolean {
  switch (family) {
    case 'Null':
    case 'Binary':
      return true;
    case 'String':
      // IAM compares the words `true` and `false` as it does any.
      return type === 'String' || type === 'ArrayOfString' || type === 'ARN' || type === 'Bool';
    case 'ARN':
      return type === 'String' || type === 'ArrayOfString' || type === 'ARN';
    case 'Bool':
      return type === 'Bool';
    case 'Numeric':
      return type === 'Numeric' || type === 'Date';
    case 'Date':
      return type === 'Date' || type === 'Numeric';
    case 'IPAddress':
      return type === 'IPAddress';
  }
}

/** The operator that asks the same of another type; undefined where it is not plain which. */
function sameIn(type: string, name: OperatorName): OperatorName | undefined {
  const isNot = name.includes('Not');
  switch (type) {
    case 'String':
      return isNot ? 'StringNotEquals' : 'StringEquals';
    case 'ARN':
      return isNot ? 'ArnNotLike' : 'ArnLike';
    case 'Bool':
      return isNot ? undefined : 'Bool';
    case 'IPAddress':
      return isNot ? 'NotIpAddress' : 'IpAddress';
    case 'Numeric':
      return isNot ? 'NumericNotEquals' : 'NumericEquals';
    case 'Date':
      return isNot ? 'DateNotEquals' : 'DateEquals';
    default:
      return undefined;
  }
}

function valueProblems(context: PolicyContext, place: TestPlace, family: Family): readonly Problem[] {
  const form = FORMS[family];
  if (form === undefined) return [];
  return [
    ...severalBooleans(context, place, family),
    ...place.test.values
      .filter(({ text }) => !text.includes(HOLE) && !text.includes('${') && !form.takes(text))
      .map(({ text, span }) => ({
        ...problemOf(context, place, `${place.test.operator} compares ${form.what}, not: ${shown(text)}`),
        span,
      })),
  ];
}

/** Of true and false one is enough; both ask nothing, and IAM refuses them. */
function severalBooleans(context: PolicyContext, place: TestPlace, family: Family): readonly Problem[] {
  const { values, operator, operatorSpan } = place.test;
  if (family !== 'Bool' && family !== 'Null') return [];
  if (new Set(values.filter(({ guard }) => guard.length === 0).map(({ text }) => text)).size < 2) return [];
  return [
    { ...problemOf(context, place, `${operator} takes one of true and false, not both`), span: operatorSpan },
  ];
}

interface Form {
  readonly what: string;
  takes(text: string): boolean;
}

const BOOLEAN: Form = { what: 'true and false', takes: text => /^(?:true|false)$/i.test(text) };

const FORMS: Readonly<Partial<Record<Family, Form>>> = {
  Bool: BOOLEAN,
  Null: BOOLEAN,
  Numeric: { what: 'numbers', takes: text => /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text.trim()) },
  Date: {
    what: 'dates of ISO 8601',
    takes: text => /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?$|^\d{5,}$/i.test(text),
  },
  Binary: {
    what: 'bytes in base64',
    takes: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  },
  IPAddress: { what: 'addresses in CIDR notation', takes: isRange },
};

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function problemOf(context: PolicyContext, { statement, test }: TestPlace, message: string): Problem {
  return {
    code: CODE,
    severity: 'warning',
    message,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
  };
}
