import { insertEntry } from '../../policy/edit';
import type { Fix, Problem } from '../../problem';
import { entriesOf, scalarText, valueAt } from '../../template/entries';
import { hasMacro } from '../../template/macros';
import { target } from '../../template/node';
import type { TextEdit } from '../../text/range';
import { type ResourceContext, type ResourceRule, resourceProblem } from '../context';

const CODE = 'key/deletion-policy';
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;

export const keyDeletionPolicy: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The key is scheduled for deletion with its stack.',
  documentation: {
    what: 'An `AWS::KMS::Key` without `DeletionPolicy`, or with one and without `UpdateReplacePolicy`. What is written, `Delete` too, is a choice and left alone.',
    why: 'Without them CloudFormation schedules the deletion of the key when its resource or the stack goes away, or when a change of KeySpec, KeyUsage, Origin or MultiRegion replaces it. When the waiting period is over nothing that was encrypted with it can be read again.',
    example: [
      'Type: AWS::KMS::Key  # found',
      'Type: AWS::KMS::Key, DeletionPolicy: Retain, UpdateReplacePolicy: Retain  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  },
  check,
};

const RETAIN = { kind: 'text', text: 'Retain' } as const;

function check(context: ResourceContext): readonly Problem[] {
  const { resource, text, broken } = context;
  if (resource.type !== 'AWS::KMS::Key' || broken || hasMacro(context.transforms)) return [];
  const node = target(resource.node);
  if (node?.kind !== 'mapping') return [];
  const isOpen = entriesOf(node).some(({ key }) => /^(?:<<$|Fn::)/.test(scalarText(key) ?? '<<'));
  const missing = ATTRIBUTES.filter(name => valueAt(node, name) === undefined);
  if (isOpen || missing.length === 0) return [];
  const place = { span: resource.keySpan, path: '' };
  const message = `The key goes away with its stack, and all it encrypted with it, without: ${missing.join(', ')}`;
  const problem = resourceProblem(context, CODE, 'warning', message, place);
  const edits = missing
    .map((name): TextEdit | undefined => insertEntry(text, node, 'last', name, RETAIN))
    .filter(edit => edit !== undefined);
  const [first] = edits;
  if (first === undefined || edits.length < missing.length) return [problem];
  // Both go to the same place: in one edit, so that their order is sure.
  const edit = { span: first.span, newText: edits.map(({ newText }) => newText).join('') };
  const fixes: readonly Fix[] = [{ title: `Retain the key (${missing.join(', ')})`, edits: [edit] }];
  return [{ ...problem, fixes }];
}
