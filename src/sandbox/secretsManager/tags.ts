import type { Operation } from '../context';
import { awsError, constraintError } from '../errors';
import { optionalTags, optionalTexts, requiredText } from '../input';
import { isReserved, withoutTags, withTags } from '../tags';
import { findActiveSecret } from './secrets';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export const tagResource: Operation = (input, context) => {
  const secret = findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const added = optionalTags(input);
  if (added.some(isReserved))
    throw awsError('InvalidParameterException', 'Tag keys beginning with aws: are reserved.');
  const tags = withTags(secret.tags, added, 'LimitExceededException');
  context.state.secrets.set(secret.arn, { ...secret, tags });
  return {};
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export const untagResource: Operation = (input, context) => {
  const secret = findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const keys = optionalTexts(input, 'TagKeys');
  if (!keys) throw constraintError('TagKeys', 'Member must not be null');
  context.state.secrets.set(secret.arn, { ...secret, tags: withoutTags(secret.tags, keys) });
  return {};
};
