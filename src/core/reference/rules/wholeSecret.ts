import { keysOf, secretOf } from '../../declared/knownItems';
import type { Fix, Problem } from '../../problem';
import type { Place } from '../../template/values';
import type { SecretReference } from '../grammar';
import type { ReferenceUse } from '../use';
import { fixUnits, type ItemContext, type ItemRule, isResolvedAt, problemAt, takesSecrets } from './context';
import { isWritable } from './unknownSecretKey';

const CODE = 'reference/whole-secret';

export const wholeSecret: ItemRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'All of a JSON secret is put where one value belongs.',
  documentation: {
    what:
      'The reference names no key, the secret is declared in the same template and is JSON, and the property is a password, ' +
      'a user name, a token or the like. Nothing is said of secrets that are one plain text, nor where a program may read ' +
      'the JSON: environment variables, other secrets, parameters.',
    why: 'The password is then the JSON text itself, braces and all, and nobody can sign in with what the secret holds under its key.',
    example: [
      '# Secret: GenerateSecretString: {SecretStringTemplate: \'{"username": "admin"}\', GenerateStringKey: password}',
      'MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}}}"                        # found',
      'MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  },
  check,
};

function check({ use, items }: ItemContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || reference.jsonKey !== undefined || place === undefined)
    return [];
  const property = oneValueAt(place);
  if (property === undefined || !isResolvedAt(place) || !takesSecrets(place)) return [];
  const content = secretOf(use, items)?.item.content;
  if (content?.kind !== 'json' || content.keys.length === 0) return [];
  const message = `The secret is JSON, and all of it is put into ${property}; choose one of its keys: ${content.keys.join(', ')}`;
  const problem = problemAt({ code: CODE, severity: 'warning', evidence: 'static', message }, use);
  const fixes = keyFixes(use, reference, keysOf(content), property);
  return [{ ...problem, ...(fixes.length > 0 && { fixes }) }];
}

/** The property at a place that takes one value, by the names AWS gives such properties. */
function oneValueAt({ resourceType, path }: Place): string | undefined {
  // In a map the names are the author's, and a program may well read JSON from DB_PASSWORD.
  if (!resourceType?.startsWith('AWS::') || path.some(step => MAPS.has(step))) return undefined;
  const property = path.at(-1);
  return typeof property === 'string' && ONE_VALUE.test(property) ? property : undefined;
}

const MAPS: ReadonlySet<string | number> = new Set([
  'Variables',
  'Environment',
  'EnvironmentVariables',
  'Parameters',
  'ParameterOverrides',
  'DefaultArguments',
  'Content',
  'Tags',
  'Labels',
  'Metadata',
]);

const ONE_VALUE =
  /(?:pass(?:word|phrase)|user_?name|(?:auth|access|oauth|secret)_?token|api_?key|client_?secret|client_?id)$/i;

/** More would hide what else an editor offers. */
const MAX_FIXES = 8;

/** One for each key, first the one that is called like the property; which one is meant is for a person to say. */
function keyFixes(
  use: ReferenceUse,
  { text, secretId, versionStage, versionId }: SecretReference,
  keys: readonly string[],
  property: string,
): readonly Fix[] {
  // With the braces: behind a function there is no text to write a key into.
  const span = { start: secretId.span.end, end: text.length };
  const named = (key: string) =>
    /^[a-z]{4,}$/i.test(key) && property.toLowerCase().endsWith(key.toLowerCase());
  const ordered = [...keys.filter(named), ...keys.filter(key => !named(key))].filter(isWritable);
  return ordered.slice(0, MAX_FIXES).flatMap(key => {
    const suffix = ['', 'SecretString', key, versionStage?.text ?? '', versionId?.text ?? ''].join(':');
    const fix = fixUnits(use, `Take the key ${key}`, span, `${suffix.replace(/:+$/, '')}}}`);
    return fix ?? [];
  });
}
