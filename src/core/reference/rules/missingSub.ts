import type { Fix, Problem, Severity } from '../../problem';
import { intrinsicOf } from '../../template/intrinsics';
import { hasMacro } from '../../template/macros';
import type { Scope } from '../../template/scope';
import type { TemplateUnit } from '../../template/unit';
import type { Place, TemplateValue } from '../../template/values';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isProgram } from './program';
import { enclosingValue } from './value';

const CODE = 'reference/missing-sub';

export const missingSub: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `${…}` in a dynamic reference is not replaced: the string is not in `Fn::Sub`.',
  documentation: {
    what:
      'Variables are replaced in strings of `Fn::Sub`, and those of a loop in `Fn::ForEach`. Elsewhere they are text. An ' +
      'error where the variable is a parameter of the template or a pseudo parameter, a warning where it may be something ' +
      'that is filled in before CloudFormation reads the template. Programs and definitions with variables of their own ' +
      '(state machines, build specifications, templates in a string) are not reported.',
    why: '`$` and braces are no characters of a name: CloudFormation fails with "Incorrect format is used in the following SSM reference".',
    example: [
      'Host: "{{resolve:ssm:/my-app/${Environment}/database/host}}"       # found',
      'Host: !Sub "{{resolve:ssm:/my-app/${Environment}/database/host}}"  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html',
  },
  check,
};

function check({ use, unitOf, transforms }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'malformed' || reference.fault.kind !== 'missing-sub') return [];
  if (place === undefined || !isResolvedAt(place) || hasOwnVariables(place)) return [];
  const unit = unitOf(use);
  if (unit === undefined) return [];
  const severity = severityOf(reference.text, unit, transforms);
  const value = severity && enclosingValue(use, unit);
  // Inside Fn::Sub the variable stands there because somebody wrote `${!…}`: it is meant to stay.
  if (severity === undefined || (value && intrinsicOf(value.node)?.name === 'Fn::Sub')) return [];

  const message =
    'The variable is replaced in strings of Fn::Sub only: here it stays text, and the reference fails.';
  const problem = problemAt({ code: CODE, severity, evidence: 'static', message }, use);
  const fix = value && subFix(value, unit, place);
  return [{ ...problem, ...(fix && { fixes: [{ ...fix, preferred: severity === 'error' }] }) }];
}

/** Properties that hold a language with `${…}` of its own, or are filled in by their service. */
const OWN_VARIABLES: ReadonlySet<string | number | undefined> = new Set([
  'UserData',
  'TemplateBody',
  'DefinitionString',
  'Definition',
  'DefinitionBody',
  'DefinitionSubstitutions',
  'BuildSpec',
  'Body',
  'Content',
  'Command',
  'EntryPoint',
  'RequestMappingTemplate',
  'ResponseMappingTemplate',
  'RequestTemplates',
  'ResponseTemplates',
]);

function hasOwnVariables(place: Place): boolean {
  if (place.loopVariables.length > 0 || isProgram(place)) return true;
  return place.path.some(step => OWN_VARIABLES.has(step));
}

/** Undefined: nothing is certain about some variable. */
function severityOf(
  text: string,
  { scopeIn }: TemplateUnit,
  transforms: readonly string[],
): Severity | undefined {
  const byMacro = hasMacro(transforms);
  const names = variablesOf(text);
  if (names.length === 0) return undefined;
  if (names.every(name => isKnown(name, scopeIn()))) return byMacro ? 'warning' : 'error';
  return byMacro || !names.every(name => VARIABLE.test(name)) ? undefined : 'warning';
}

/** A logical id or its attribute. Other tools write `${self:custom.stage}`, `${!Literal}`, `${VAR:-default}`. */
const VARIABLE = /^(?:[A-Za-z0-9]{1,255}(?:\.[A-Za-z0-9.]{1,255})?|AWS::[A-Za-z]{1,40})$/;

function variablesOf(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([^{}]{0,520})\}/g)].map(match => match[1] ?? '');
}

function isKnown(name: string, scope: Scope): boolean {
  return scope.isParameter(name) || PSEUDO.has(name);
}

const PSEUDO: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** Only where every variable of the string is one of the template: the others would become faults of Fn::Sub. */
function subFix({ node }: TemplateValue, { scopeIn, offset }: TemplateUnit, place: Place): Fix | undefined {
  // Functions are not allowed in defaults.
  if (place.section === 'Parameters' || node.kind !== 'scalar' || node.tag !== undefined) return undefined;
  const count = node.value.split('${').length - 1;
  const names = variablesOf(node.value);
  if (names.length !== count || !names.every(name => isKnown(name, scopeIn()))) return undefined;
  const start = node.span.start + offset;
  const end = node.span.end + offset;
  if (node.style !== 'json') {
    return { title: 'Add !Sub', edits: [{ span: { start, end: start }, newText: '!Sub ' }] };
  }
  return {
    title: 'Put it in Fn::Sub',
    edits: [
      { span: { start, end: start }, newText: '{ "Fn::Sub": ' },
      { span: { start: end, end }, newText: ' }' },
    ],
  };
}
