import type { Problem } from '../../problem';
import { HOLE } from '../../template/symbolic';
import { propertiesOf, type ResourceContext, type ResourceRule, resourceProblem, textsAt } from '../context';

const CODE = 'parameter/name';

const MAX_LEVELS = 15;
/** 1,011 characters with the ARN before it, whose shortest form is `arn:aws:ssm:us-east-1:111122223333:parameter/`. */
const MAX_NAME = 1_011 - 'arn:aws:ssm:us-east-1:111122223333:parameter'.length;

export const parameterName: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The Name of an `AWS::SSM::Parameter` is none that Parameter Store takes.',
  documentation: {
    what:
      'A name has letters, digits, `_`, `.`, `-`, and `/` between levels. It does not begin with `aws` or `ssm` in any case ' +
      '(with or without a slash before it), has at most 15 levels, begins with `/` when it has levels, and is at most 1,011 ' +
      'characters long together with its ARN. What a name takes from parameters and references is not looked at.',
    why: 'PutParameter refuses the name and the deployment fails.',
    example: ['Name: my-app/prod/host   # found', 'Name: /my-app/prod/host  # right'].join('\n'),
    source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SSM::Parameter') return [];
  return propertiesOf(context).flatMap(properties =>
    textsAt(context, properties, 'Name').flatMap(({ text, span }) =>
      // Parameter Store removes blanks at both ends itself.
      faultsOfParameterName(text.replace(/^ +| +$/g, '')).map(message =>
        resourceProblem(context, CODE, 'error', message, { span, path: 'Name' }),
      ),
    ),
  );
}

/** Only what no value in place of a hole could mend. */
export function faultsOfParameterName(name: string): readonly string[] {
  const illegal = /[^A-Za-z0-9_.\-/\uFFFC]/u.exec(name)?.[0];
  if (illegal !== undefined) {
    return [`No name of a parameter holds the character: ${illegal === ' ' ? 'a blank' : illegal}`];
  }
  const faults: string[] = [];
  const reserved = /^\/?(aws|ssm)/i.exec(name)?.[1];
  if (reserved !== undefined) {
    faults.push(`Names that begin with "aws" or "ssm" are reserved, this one begins with: ${reserved}`);
  }
  if (name !== '' && name.includes('/') && !name.startsWith('/') && !name.startsWith(HOLE)) {
    faults.push('A name with levels begins with a slash');
  }
  const levels = name.split('/').length - 1;
  if (levels > MAX_LEVELS) faults.push(`A name has at most ${MAX_LEVELS} levels, this one: ${levels}`);
  const length = name.replaceAll(HOLE, '').length;
  if (length > MAX_NAME) {
    faults.push(
      `A name has at most 1011 characters with its ARN (about ${MAX_NAME} alone), this one: ${length}`,
    );
  }
  return faults;
}
