import { idFor } from '../../declared/newEntry';
import { conversion, type Draft, type DraftFix, NEW_ENTRY } from '../../draft';
import { imagePathOf } from '../../facts/imageProperties';
import type { TemplateUnit } from '../../template/unit';
import type { Place } from '../../template/values';
import type { ReferenceUse } from '../use';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { putVariable } from './useVariable';

const CODE = 'reference/public-parameter';

export const publicParameter: ReferenceRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'A public parameter (`/aws/service/…`) is read by a `ssm` reference.',
  documentation: {
    what: 'The name begins with `/aws/service/`: a parameter that AWS publishes, such as the latest image of an operating system.',
    why:
      'AWS documents that references do not support public parameters, and uses them so in templates of its own, where it ' +
      'works. A template parameter of type `AWS::SSM::Parameter::Value<…>` is the documented way, and CloudFormation then ' +
      'checks the type.',
    example: [
      'ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"  # found',
      '# documented: a template parameter, and "ImageId: !Ref Image"',
      'Image:',
      '  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      '  Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
  },
  check,
};

function check({ use, unitOf }: ReferenceContext): readonly Draft[] {
  const { reference, resolved, place } = use;
  if (reference.kind !== 'ssm' || place === undefined) return [];
  const name = resolved?.kind === 'ssm' ? resolved.name.text : reference.name.text;
  if (!name.startsWith('/aws/service/') || !isResolvedAt(place) || isImage(use, place)) return [];
  const message =
    'Public parameters are not documented to work in references, though they do in AWS’s samples; AWS::SSM::Parameter::Value<…> is the documented way.';
  const rule = { code: CODE, severity: 'info', evidence: 'static', message } as const;
  const unit = unitOf(use);
  const fix = unit && fixOf(use, unit);
  return [{ ...problemAt(rule, use, reference.name.span), ...(fix && { fixes: [fix] }) }];
}

/** Defaults of template parameters are literals, and take no version. */
function fixOf(use: ReferenceUse, unit: TemplateUnit): DraftFix | undefined {
  const { reference, knowledge } = use;
  if (reference.kind !== 'ssm' || reference.version !== undefined || knowledge !== 'known') return undefined;
  const edits = putVariable(use, unit, { logicalId: NEW_ENTRY });
  const name = reference.name.text;
  const type = 'AWS::SSM::Parameter::Value<String>';
  return edits && conversion(edits, { type, default: name, id: idFor(name) });
}

/** template-parameter/ami says more about the same reference, and has the fix. */
function isImage({ whole, reference }: ReferenceUse, { resourceType, path }: Place): boolean {
  const pinned = reference.kind !== 'ssm' || reference.version !== undefined;
  return whole && !pinned && imagePathOf(resourceType)?.join() === path.join();
}
