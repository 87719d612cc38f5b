import { closest } from '../../policy/closest';
import type { Problem } from '../../problem';
import {
  knownSecret,
  type LiveContext,
  type LiveFinding,
  type LiveRule,
  liveProblem,
  readIn,
  removeSegment,
  replaceSegment,
} from './live';

const CODE = 'reference/unknown-secret-key';

/** The form of the rule that rests on an account, and reads secrets for it: off unless somebody has switched it on. */
export const unknownSecretKeyLive: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The secret a reference names has no such key in its JSON.',
  documentation: {
    what:
      'With `keyhole.lint.secretKeys` on, secrets of the connected account are read (GetSecretValue) for the names of their ' +
      'keys; values are dropped at once. Found: a key that the version of the secret does not have, and a key picked out of ' +
      'a secret that is no JSON object.',
    why:
      'CloudFormation fails with "Could not find a value associated with JSONKey in SecretString" and does not say which ' +
      'reference it means (aws-cloudformation/cloudformation-coverage-roadmap#1822).',
    example: [
      'Password: "{{resolve:secretsmanager:prod/my-app/database:SecretString:pasword}}"   # found',
      'Password: "{{resolve:secretsmanager:prod/my-app/database:SecretString:password}}"  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const finding = findingOf(context);
  return finding === undefined ? [] : [liveProblem(context, finding)];
}

function findingOf(context: LiveContext): LiveFinding | undefined {
  const { id, use, failing } = context;
  const read = knownSecret(context)?.jsonKeys;
  if (read?.status !== 'known' || id.kind !== 'secret' || id.jsonKey === undefined) return undefined;
  const finding = { code: CODE, severity: failing, role: 'json-key' } as const;
  if (read.value.form !== 'json') {
    const message = `The secret is no JSON in ${readIn(context)}, so it has no such key: ${id.jsonKey}`;
    // Binary secrets have no string at all that could be read.
    const fix =
      read.value.form === 'text' ? removeSegment(use, 'json-key', 'Read the whole secret') : undefined;
    return { ...finding, message, fixes: isLast(context) ? [fix] : [] };
  }
  const { keys } = read.value;
  if (keys.includes(id.jsonKey)) return undefined;
  const message = `The secret has no such key in ${readIn(context)}: ${id.jsonKey}`;
  const meant = closest(id.jsonKey, keys.filter(isWritable));
  const fix = meant && replaceSegment(use, 'json-key', `Change to ${meant}`, meant);
  return { ...finding, message, fixes: fix ? [{ ...fix, preferred: true }] : [] };
}

/** Behind a key that is taken away a stage would stand in its place. */
function isLast({ use }: LiveContext): boolean {
  return use.reference.segments.at(-1)?.role === 'json-key';
}

/** Keys come from an account: one that could end the reference, or the string around it, is not written into a template. */
function isWritable(key: string): boolean {
  return /^[\w.@/+=-]{1,128}$/.test(key);
}
