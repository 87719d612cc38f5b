import type { Problem } from '../../problem';
import { isOpen } from '../grammar';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/stage-and-version';

export const stageAndVersion: ReferenceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A `secretsmanager` reference gives a version stage and a version id.',
  documentation: {
    what: 'Both the fourth and the fifth part of the reference are there. AWS: specify one or the other.',
    why:
      'CloudFormation does not check it. The reference works as long as the stage stands at that version, and fails with ' +
      'the first rotation that moves the stage (aws-cloudformation/cloudformation-coverage-roadmap#1976).',
    example: [
      'Token: "{{resolve:secretsmanager:ci:SecretString:token:AWSCURRENT:11111111-2222-3333-4444-555555555555}}"  # found',
      'Token: "{{resolve:secretsmanager:ci:SecretString:token:AWSCURRENT}}"                                       # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || place === undefined) return [];
  const { versionStage: stage, versionId: id } = reference;
  // A variable may be empty, which means that nothing is given.
  if (stage === undefined || id === undefined || isOpen(stage) || isOpen(id)) return [];
  if (!isResolvedAt(place)) return [];

  const message =
    'Give a version stage or a version id, not both: the reference fails once the stage moves to another version.';
  const span = { start: stage.span.start, end: id.span.end };
  const problem = problemAt({ code: CODE, severity: 'warning', evidence: 'static', message }, use, span);
  const keepStage = fixUnits(
    use,
    `Keep the stage ${stage.text}`,
    { start: stage.span.end, end: id.span.end },
    '',
  );
  const keepId = fixUnits(use, 'Keep the version id', stage.span, '');
  return [{ ...problem, fixes: [keepStage, keepId].flatMap(fix => fix ?? []) }];
}
