import { keysOf, secretOf } from '../../declared/knownItems';
import { closest } from '../../policy/closest';
import type { Fix, Problem } from '../../problem';
import { hasMacro } from '../../template/macros';
import { HOLE } from '../../template/symbolic';
import type { ReferenceUse } from '../use';
import { fixUnits, type ItemContext, type ItemRule, isResolvedAt, problemAt, takesSecrets } from './context';
import { isProgram } from './program';

const CODE = 'reference/unknown-secret-key';

export const unknownSecretKey: ItemRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `secretsmanager` reference names a key that the secret of this template does not have.',
  documentation: {
    what:
      'The secret is declared in the same template and its keys are known: from `SecretStringTemplate` and ' +
      '`GenerateStringKey`, or from a `SecretString` that is JSON. An error where the text is made by the template, a ' +
      'warning where it may be a placeholder for somebody to replace, where a database is attached (that adds `host`, ' +
      '`port`, `engine` and the like), for the secrets RDS manages, and where the name is known by the default of a ' +
      'parameter. Secrets with a rotation are not looked at: it may add any key.',
    why: 'CloudFormation fails with "Could not find a value associated with JSONKey in SecretString", and does not say which reference it was.',
    example: [
      'Secret:',
      '  Type: AWS::SecretsManager::Secret',
      '  Properties:',
      '    GenerateSecretString: {SecretStringTemplate: \'{"username": "admin"}\', GenerateStringKey: password}',
      '# MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:pasword}}"   found',
      '# MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"  right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html and ' +
      'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1822',
  },
  check,
};

function check({ use, items, transforms }: ItemContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || place === undefined) return [];
  const { jsonKey } = reference;
  if (jsonKey === undefined || jsonKey.text.includes(HOLE) || readsOtherVersion(use)) return [];
  if (!isResolvedAt(place) || !takesSecrets(place) || isProgram(place)) return [];
  const match = secretOf(use, items);
  const content = match?.item.content;
  if (match === undefined || content === undefined || content.kind === 'open') return [];
  const keys = keysOf(content);
  // Whether a path into nested JSON is taken is not documented.
  const [head = ''] = jsonKey.text.split(/[.[/]/);
  if (keys.includes(jsonKey.text) || keys.includes(head)) return [];

  const byMacro = hasMacro(transforms);
  const severity = content.certain && match.exact && !byMacro ? 'error' : 'warning';
  const meant = closest(jsonKey.text, keys);
  const message =
    content.kind === 'plain'
      ? `The secret is one plain text, it has no keys: ${jsonKey.text}`
      : `The secret has no such key${meant === undefined ? listed(keys) : ` (did you mean ${meant}?)`}: ${jsonKey.text}`;
  const problem = problemAt({ code: CODE, severity, evidence: 'static', message }, use, jsonKey.span);
  const fixes = content.kind === 'plain' ? wholeFix(use) : keyFixes(use, jsonKey.span, keys, meant);
  return [{ ...problem, ...(fixes.length > 0 && { fixes }) }];
}

/** An older version may have had other keys. */
function readsOtherVersion({ reference }: ReferenceUse): boolean {
  if (reference.kind !== 'secretsmanager') return true;
  const { versionStage, versionId } = reference;
  return versionId !== undefined || (versionStage !== undefined && versionStage.text !== 'AWSCURRENT');
}

/** More than these would hide what else an editor offers. */
const MAX_KEYS = 6;

function listed(keys: readonly string[]): string {
  return keys.length === 0 || keys.length > MAX_KEYS ? '' : ` (it has ${keys.join(', ')})`;
}

function keyFixes(
  use: ReferenceUse,
  span: { readonly start: number; readonly end: number },
  keys: readonly string[],
  meant: string | undefined,
): readonly Fix[] {
  const offered = meant === undefined ? keys.slice(0, MAX_KEYS) : [meant];
  return offered.flatMap(key => {
    if (!isWritable(key)) return [];
    const fix = fixUnits(use, `Change to ${key}`, span, key);
    return fix === undefined ? [] : [{ ...fix, preferred: key === meant }];
  });
}

/** Whether a key can stand in a reference, in any quotes. */
export function isWritable(key: string): boolean {
  return /^[A-Za-z0-9_.\-/@+=]+$/.test(key);
}

function wholeFix(use: ReferenceUse): readonly Fix[] {
  const { reference } = use;
  const id = reference.segments[1];
  if (id === undefined) return [];
  const span = { start: id.span.end, end: reference.text.length - '}}'.length };
  const fix = fixUnits(use, 'Take the whole text', span, '');
  return fix === undefined ? [] : [fix];
}
