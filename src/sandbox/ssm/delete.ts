import type { Operation } from '../context';
import { constraintError } from '../errors';
import { optionalTexts, requiredText } from '../input';
import { parameterNotFound } from './names';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter: Operation = (input, context) => {
  const name = requiredText(input, 'Name', { min: 1, max: 2_048 });
  if (!context.state.parameters.delete(name)) throw parameterNotFound(name);
  return {};
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html: at most 10 names. */
export const deleteParameters: Operation = (input, context) => {
  const names = optionalTexts(input, 'Names', { min: 1, max: 10 });
  if (!names) throw constraintError('Names', 'Member must not be null');
  const deleted = names.filter(name => context.state.parameters.delete(name));
  return {
    DeletedParameters: deleted,
    InvalidParameters: names.filter(name => !deleted.includes(name)),
  };
};
