import type { Service } from '../context';
import { deleteParameter, deleteParameters } from './delete';
import { describeParameters } from './describe';
import { labelParameterVersion, unlabelParameterVersion } from './labels';
import { deniedResource } from './names';
import { putParameter } from './put';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './read';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags';

export const ssm: Service = {
  prefix: 'ssm',
  operations: {
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    LabelParameterVersion: labelParameterVersion,
    UnlabelParameterVersion: unlabelParameterVersion,
    PutParameter: putParameter,
    ListTagsForResource: listTagsForResource,
    AddTagsToResource: addTagsToResource,
    RemoveTagsFromResource: removeTagsFromResource,
  },
  resourceOf(_operation, input, context) {
    const [first] = Array.isArray(input['Names']) ? input['Names'] : [];
    return deniedResource(context, input['Name'] ?? input['ResourceId'] ?? input['Path'] ?? first);
  },
};
