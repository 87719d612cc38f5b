import { conversion, type Draft, type DraftFix, NEW_ENTRY } from '../../draft';
import { imagePathOf } from '../../facts/imageProperties';
import { valueAt } from '../../template/entries';
import type { Node } from '../../template/node';
import { textOf } from '../../template/symbolic';
import {
  branchesAt,
  type GivenMap,
  mapsAt,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  textsOf,
  wholeSpan,
} from '../context';

const CODE = 'template-parameter/ami';

export const templateParameterAmi: ResourceRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary:
    'An image is named by a literal id or a plain `ssm` reference where a template parameter is better.',
  documentation: {
    what:
      'The `ImageId` of an instance, launch template or launch configuration is `ami-…` or a `ssm` reference without a ' +
      'version. A reference with a version is pinned on purpose; `resolve:ssm:…` without braces is a feature of launch ' +
      'templates. The fix turns a reference into a template parameter.',
    why:
      'An image id is of one Region and grows old. A template parameter of type ' +
      '`AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>` is read anew with every update of the stack, and CloudFormation ' +
      'checks that an image of that id exists before it changes anything.',
    example: [
      'ImageId: "{{resolve:ssm:/golden-image/web}}"  # found',
      '# better: "ImageId: !Ref Image" and, in Parameters:',
      'Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /golden-image/web}',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html',
  },
  check,
};

function check(context: ResourceContext): readonly Draft[] {
  const imagePath = imagePathOf(context.resource.type);
  if (imagePath === undefined) return [];
  const [inside = ''] = imagePath.slice(0, -1);
  return propertiesOf(context).flatMap(properties =>
    inside === ''
      ? imageProblems(context, properties, 'ImageId')
      : mapsAt(context, properties, inside).flatMap(data =>
          imageProblems(context, data, `${inside}.ImageId`),
        ),
  );
}

function imageProblems(context: ResourceContext, map: GivenMap, path: string): readonly Draft[] {
  if (valueAt(map.node, 'ImageId') === undefined) return [];
  return branchesAt(context, map, 'ImageId').flatMap(({ guard, node }) =>
    textsOf(context, node, guard).flatMap(({ pieces }) => {
      const message = messageFor(textOf(pieces));
      if (message === undefined) return [];
      const span = wholeSpan(node);
      const fix = fixOf(node, context.text);
      return [
        {
          ...resourceProblem(context, CODE, 'info', message, { span, path }),
          ...(fix && { fixes: [fix] }),
        },
      ];
    }),
  );
}

function messageFor(text: string): string | undefined {
  const instead = 'a template parameter of type AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
  if (/^ami-[0-9a-f]{8,17}$/.test(text)) {
    return `An image id is of one Region and grows old; ${instead} follows the parameter that names the image`;
  }
  if (/^\{\{resolve:ssm:[^:{}]+\}\}$/.test(text)) {
    return `With ${instead} CloudFormation reads the image anew with every update and checks that it exists`;
  }
  return undefined;
}

/** A reference without a version that is the whole value, with its quotes. */
const WRITTEN = /^(?:!Sub\s+)?(["']?)\{\{resolve:ssm:([A-Za-z0-9_.\-/]+)\}\}\1$/;

function fixOf(node: Node, text: string): DraftFix | undefined {
  const span = wholeSpan(node);
  const name = WRITTEN.exec(text.slice(span.start, span.end))?.[2];
  if (name === undefined) return undefined;
  const isJson = node.kind === 'scalar' && node.style === 'json';
  const newText = isJson ? `{"Ref": "${NEW_ENTRY}"}` : `!Ref ${NEW_ENTRY}`;
  const type = 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
  return conversion([{ span, newText }], { type, default: name, id: 'Image' });
}
