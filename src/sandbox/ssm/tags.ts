import type { Operation, RequestContext } from '../context';
import { awsError, constraintError } from '../errors';
import { type Input, optionalTags, optionalTexts, requiredText } from '../input';
import type { StoredParameter } from '../state';
import { isReserved, withoutTags, withTags } from '../tags';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Operation = (input, context) => ({ TagList: tagged(input, context).tags });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource: Operation = (input, context) => {
  const parameter = tagged(input, context);
  const added = optionalTags(input);
  if (added.some(isReserved))
    throw awsError('ValidationException', 'Tag keys beginning with aws: are reserved for system use.');
  const tags = withTags(parameter.tags, added, 'TooManyTagsError');
  context.state.parameters.set(parameter.name, { ...parameter, tags });
  return {};
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource: Operation = (input, context) => {
  const parameter = tagged(input, context);
  const keys = optionalTexts(input, 'TagKeys');
  if (!keys) throw constraintError('TagKeys', 'Member must not be null');
  context.state.parameters.set(parameter.name, { ...parameter, tags: withoutTags(parameter.tags, keys) });
  return {};
};

/** One that is not there is an invalid id here, and not ParameterNotFound. */
function tagged(input: Input, context: RequestContext): StoredParameter {
  const type = requiredText(input, 'ResourceType');
  const name = requiredText(input, 'ResourceId');
  const parameter = type === 'Parameter' ? context.state.parameters.get(name) : undefined;
  if (!parameter)
    throw awsError(
      type === 'Parameter' ? 'InvalidResourceId' : 'InvalidResourceType',
      'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    );
  return parameter;
}
