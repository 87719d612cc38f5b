import { type Draft, type DraftFix, NEW_ENTRY } from '../../draft';
import type { Problem } from '../../problem';
import { entriesOf, scalarText } from '../../template/entries';
import { intrinsicOf } from '../../template/intrinsics';
import { target } from '../../template/node';
import { shiftSpan } from '../../template/shift';
import { ownText, type TemplateUnit } from '../../template/unit';
import { mayHoldTokens, tokensIn } from '../../value/tokens';
import {
  type ResourceContext,
  resourceProblem,
  type UnitContext,
  type UnitRule,
  wholeSpan,
} from '../context';
import type { Credential } from '../credentials';
import { managedPasswordFix } from '../managedPassword';
import { isPlaceholder, jsonFields } from '../secretContent';

const CODE = 'reference/hardcoded-secret';

export const hardcodedSecret: UnitRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A password, token or key is written into the template.',
  documentation: {
    what:
      'A property that holds a credential, by the schema of its resource type, has a literal; or a token or private key that ' +
      'is told by its form (AWS, GitHub, GitLab, Slack, Stripe, npm and others) stands anywhere, comments included. ' +
      'Nothing is said of placeholders in `SecretString`, of AWS’s own examples, nor of `<password>` and the like.',
    why:
      'Everybody who may read the template, its repository or the stack can read it, and it stays in the history of both when it ' +
      'is changed. CloudFormation shows it in the template of the stack.',
    example: [
      'MasterUserPassword: hunter2                                                             # found',
      'MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"   # right',
      'ManageMasterUserPassword: true                                                          # right, and no secret of your own',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
  },
  check,
};

/** Whether a token may stand in a unit, by its text alone. */
export function mayHoldToken(unit: TemplateUnit): boolean {
  return mayHoldTokens(ownText(unit));
}

function check({ unit, resources }: UnitContext): readonly Draft[] {
  const literals = resources.flatMap(context =>
    context.credentials().flatMap(credential => literalProblem(context, credential)),
  );
  const isSaid = (start: number) => literals.some(({ span }) => span.start <= start && start < span.end);
  return [...literals, ...tokenProblems(unit).filter(({ span }) => !isSaid(span.start))];
}

function literalProblem(context: ResourceContext, credential: Credential): readonly Draft[] {
  const { given, path } = credential;
  if (given.open || !isLiteral(context, given.text)) return [];
  const message = `A credential is written into the template; let a secret or a parameter with NoEcho hold it: ${path}`;
  const problem = resourceProblem(context, CODE, 'warning', message, { span: given.span, path });
  const fixes = fixesFor(context, credential);
  return [{ ...problem, ...(fixes.length > 0 && { fixes }) }];
}

function isLiteral({ resource }: ResourceContext, text: string): boolean {
  if (text.trim() === '' || LATER.test(text)) return false;
  if (resource.type !== 'AWS::SecretsManager::Secret') return true;
  // Here people put what somebody replaces by hand once the secret is there.
  const fields = jsonFields(text);
  if (fields === undefined) return !/^\s*[[{]/.test(text) && !isPlaceholder(text);
  return Object.entries(fields).some(
    ([key, value]) => CREDENTIAL.test(key) && typeof value === 'string' && !isPlaceholder(value),
  );
}

/** Filled in by a program before CloudFormation sees it, or the ARN of what holds it. */
const LATER = /^(?:<.*>|__\w+__|%\w+%|@\w+@|#\{.*\}#?|arn:aws[\w-]*:.*)$/s;

const CREDENTIAL =
  /pass(?:word|wd|phrase)?$|pwd$|secret$|token$|(?:api|access|private|secret|signing)[-_]?key$/i;

function fixesFor(context: ResourceContext, credential: Credential): readonly DraftFix[] {
  const { given, node } = credential;
  // In a secret it is what it should be; a literal of Fn::Join or a map stands elsewhere.
  const scalar = target(node);
  if (context.resource.type === 'AWS::SecretsManager::Secret' || scalar?.kind !== 'scalar') return [];
  if (intrinsicOf(node) !== undefined || given.span.start !== node.span.start) return [];
  const json = scalar.style === 'json';
  const name = context.resource.logicalId.replace(/[^A-Za-z0-9]/g, '') || 'Database';
  const reference = `{{resolve:secretsmanager:\${${NEW_ENTRY}}}}`;
  const put = (newText: string) => [{ span: wholeSpan(node), newText }];
  const managed = managedPasswordFix(context, credential);
  return [
    {
      title: `Let Secrets Manager make one up: ${NEW_ENTRY}`,
      edits: put(json ? `{"Fn::Sub": "${reference}"}` : `!Sub '${reference}'`),
      declares: { kind: 'secret', id: `${name}Secret` },
    },
    {
      title: `Hand it over with the deployment: parameter ${NEW_ENTRY}`,
      edits: put(json ? `{"Ref": "${NEW_ENTRY}"}` : `!Ref ${NEW_ENTRY}`),
      declares: { kind: 'no-echo', id: `${name}Credential` },
    },
    ...(managed === undefined ? [] : [managed]),
  ];
}

function tokenProblems(unit: TemplateUnit): readonly Problem[] {
  return tokensIn(ownText(unit)).map(({ what, span }) => {
    const at = shiftSpan(span, unit.span.start - unit.offset);
    const resource = unit.kind === 'entries' ? logicalIdAt(unit, at.start) : undefined;
    return {
      code: CODE,
      severity: 'warning',
      evidence: 'static',
      message: `Everybody who reads the template reads it; revoke it, and let a secret hold the next one: ${what}`,
      span: at,
      ...(resource !== undefined && { logicalId: resource }),
    };
  });
}

function logicalIdAt(unit: TemplateUnit, at: number): string | undefined {
  const entry = unit.entries().find(({ span }) => span.start <= at && at < span.end);
  return unit.section === 'Resources' && entry !== undefined && entriesOf(entry.value).length > 0
    ? scalarText(entry.key)
    : undefined;
}
