import type { Operation } from '../context';
import { awsError, constraintError } from '../errors';
import { optionalTags, optionalTexts, requiredText } from '../input';
import { isReserved, withoutTags, withTags } from '../tags';
import { findKeyById, refusePendingDeletion } from './keys';
import { refuseManaged } from './shared';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html: at most 50, so one page holds them. */
export const listResourceTags: Operation = (input, context) => {
  const key = findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  const Tags = key.tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
  return { Tags, Truncated: false };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = (input, context) => {
  const key = findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  refuseManaged(context, key, 'kms:TagResource');
  refusePendingDeletion(context, key);
  const added = optionalTags(input);
  if (added.some(isReserved)) throw awsError('TagException', 'Tag keys beginning with aws: are reserved.');
  const tags = withTags(key.tags, added, 'LimitExceededException');
  context.state.keys.set(key.id, { ...key, tags });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = (input, context) => {
  const key = findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  refuseManaged(context, key, 'kms:UntagResource');
  refusePendingDeletion(context, key);
  const keys = optionalTexts(input, 'TagKeys');
  if (!keys) throw constraintError('TagKeys', 'Member must not be null');
  context.state.keys.set(key.id, { ...key, tags: withoutTags(key.tags, keys) });
  return {};
};
