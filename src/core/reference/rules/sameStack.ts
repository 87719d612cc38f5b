import { parameterOf, secretOf } from '../../declared/knownItems';
import type { Draft } from '../../draft';
import type { Fix } from '../../problem';
import type { ReferenceUse } from '../use';
import { type ItemContext, type ItemRule, isResolvedAt, problemAt, takesSecrets } from './context';
import { isProgram } from './program';
import { putVariable, type Variable } from './useVariable';

const CODE = 'reference/same-stack';

export const sameStack: ItemRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A reference names, by its name, a secret or parameter that the same template creates.',
  documentation: {
    what:
      'The name is that of an `AWS::SecretsManager::Secret` or `AWS::SSM::Parameter` of the template, and the resource ' +
      'neither names that one in `DependsOn` or a function nor anything that does. Not reported where the other one is made ' +
      'under a condition.',
    why:
      'A name in a reference is no dependency: CloudFormation may make the resource first, and the first deployment fails ' +
      'because the secret or parameter is not there yet. `${Secret}` in `Fn::Sub` is a dependency, and so is `!GetAtt ' +
      'Parameter.Value`, which also follows a new value in the same update.',
    example: [
      'MasterUserPassword: "{{resolve:secretsmanager:prod/db:SecretString:password}}"         # found',
      'MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"  # right',
      'Host: "{{resolve:ssm:/my-app/host}}"  # found',
      'Host: !GetAtt HostParameter.Value     # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
  },
  check,
};

function check(context: ItemContext): readonly Draft[] {
  const { use } = context;
  const found = declaringOf(context);
  const resource = use.place?.logicalId;
  if (found === undefined || resource === undefined || resource === found.variable.logicalId) return [];
  const { logicalId } = found.variable;
  const message = `The ${found.what} is made by this template, and nothing says that it is made first; refer to its resource: ${logicalId}`;
  const problem = problemAt(
    { code: CODE, severity: 'warning', evidence: 'static', message },
    use,
    nameSpan(use),
  );
  const fix = fixOf(context, found);
  return [{ ...problem, unlessAfter: { resource, others: [logicalId] }, ...(fix && { fixes: [fix] }) }];
}

interface Declaring {
  readonly what: 'secret' | 'parameter';
  readonly variable: Variable;
}

/** The one resource, made under no condition, that a reference names by its name alone. */
function declaringOf({ use, items }: ItemContext): Declaring | undefined {
  const { place, reference } = use;
  // Outputs are read when all is made.
  if (place?.section !== 'Resources' || !isResolvedAt(place) || isProgram(place)) return undefined;
  if (reference.kind === 'secretsmanager' && !takesSecrets(place)) return undefined;
  const secret = secretOf(use, items);
  const match = secret ?? parameterOf(use, items);
  if (match === undefined || match.by !== 'name' || !match.exact) return undefined;
  const { logicalIds, condition } = match.item;
  const [logicalId] = logicalIds;
  if (logicalId === undefined || logicalIds.length > 1 || condition !== undefined) return undefined;
  if (secret !== undefined) return { what: 'secret', variable: { logicalId } };
  return { what: 'parameter', variable: { logicalId, attribute: 'Value' } };
}

function nameSpan({ reference }: ReferenceUse) {
  return reference.segments[1]?.span;
}

function fixOf({ use, unitOf }: ItemContext, { what, variable }: Declaring): Fix | undefined {
  const unit = unitOf(use);
  if (unit === undefined) return undefined;
  const { logicalId } = variable;
  if (what === 'secret') {
    const edits = putVariable(use, unit, variable, nameSpan(use));
    return edits && { title: `Refer to the resource by \${${logicalId}}`, edits, preferred: true };
  }
  // A version is one value that stays, the attribute is the one that comes.
  if (use.reference.kind !== 'ssm' || use.reference.version !== undefined) return undefined;
  const edits = putVariable(use, unit, variable);
  return edits && { title: `Take the value of the resource: ${logicalId}.Value`, edits, preferred: true };
}
