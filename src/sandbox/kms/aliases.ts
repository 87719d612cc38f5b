import type { Operation, Output, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError, validationError } from '../errors';
import { type Input, optionalInteger, optionalText, requiredText } from '../input';
import { keyOfToken, takePage } from '../paging';
import type { StoredAlias } from '../state';
import { aliasArn, findKey, findKeyById, liveAlias, liveKey, notFound, refusePendingDeletion } from './keys';
import { invalidMarker, kmsPage, refuseManaged } from './shared';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias: Operation = (input, context) => {
  const name = aliasName(input);
  const key = aliasTarget(input, context);
  if (liveAlias(context, name))
    throw awsError(
      'AlreadyExistsException',
      `An alias with the name ${aliasArn(context, name)} already exists`,
    );
  const now = context.now();
  context.state.aliases.set(name, { name, keyId: key.id, created: now, updated: now });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias: Operation = (input, context) => {
  const alias = existingAlias(input, context);
  const key = aliasTarget(input, context);
  context.state.aliases.set(alias.name, { ...alias, keyId: key.id, updated: context.now() });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html */
export const deleteAlias: Operation = (input, context) => {
  context.state.aliases.delete(existingAlias(input, context).name);
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html: 50 by default, at most 100. */
export const listAliases: Operation = (input, context) => {
  const keyId = optionalText(input, 'KeyId', { min: 1, max: 2_048 });
  const wanted = keyId === undefined ? undefined : findKeyById(context, keyId).id;
  const size = optionalInteger(input, 'Limit', { min: 1, max: 1_000 }) ?? 50;
  const after = keyOfToken('ListAliases', optionalText(input, 'Marker'), invalidMarker);
  const page = takePage('ListAliases', context.state.aliases.from('', after), Math.min(size, 100), alias =>
    wanted === undefined ? liveKey(context, alias.keyId) !== undefined : alias.keyId === wanted,
  );
  return kmsPage('Aliases', page, alias => aliasOutput(context, alias));
};

function aliasOutput(context: RequestContext, alias: StoredAlias): Output {
  return {
    AliasName: alias.name,
    AliasArn: aliasArn(context, alias.name),
    TargetKeyId: alias.keyId,
    CreationDate: seconds(alias.created),
    LastUpdatedDate: seconds(alias.updated),
  };
}

function aliasName(input: Input): string {
  const name = requiredText(input, 'AliasName', { min: 1, max: 256 });
  if (!name.startsWith('alias/') || name === 'alias/') throw validationError('Invalid identifier');
  if (name.startsWith('alias/aws/')) throw awsError('NotAuthorizedException', '');
  if (!/^[a-zA-Z0-9:/_-]+$/.test(name))
    throw validationError(
      `1 validation error detected: Value at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$`,
    );
  return name;
}

function existingAlias(input: Input, context: RequestContext): StoredAlias {
  const name = aliasName(input);
  const alias = liveAlias(context, name);
  if (!alias) throw notFound(`Alias ${aliasArn(context, name)} is not found.`);
  return alias;
}

function aliasTarget(input: Input, context: RequestContext) {
  const target = requiredText(input, 'TargetKeyId', { min: 1, max: 2_048 });
  if (/(^|:)alias\//.test(target)) throw validationError('Aliases must refer to keys. Not aliases');
  const key = findKey(context, target);
  refuseManaged(context, key, 'kms:CreateAlias');
  refusePendingDeletion(context, key);
  return key;
}
