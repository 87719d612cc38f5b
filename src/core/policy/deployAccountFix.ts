import type { Fix } from '../problem';
import type { PolicyText } from './policyText';

const ROOT = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root';

/** Puts the root of the account that a template is deployed to in the place of one that is written out on one line. */
export function deployAccountFix(document: string, { node, guard }: PolicyText): Fix | undefined {
  if (node.kind !== 'scalar' || node.tag !== undefined || guard.length > 0) return undefined;
  const isMultiline = /[\r\n]/.test(document.slice(node.span.start, node.span.end));
  if (isMultiline) return undefined;
  const newText = node.style === 'json' ? `{"Fn::Sub": "${ROOT}"}` : `!Sub '${ROOT}'`;
  return { title: 'Take the account the template is deployed to', edits: [{ span: node.span, newText }] };
}
