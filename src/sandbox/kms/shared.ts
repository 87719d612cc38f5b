import type { Output, RequestContext } from '../context';
import { accessDenied, awsError } from '../errors';
import { type Input, requiredText } from '../input';
import type { Page } from '../paging';
import type { StoredKey } from '../state';
import { keyArn } from './keys';

export const invalidMarker = () => awsError('InvalidMarkerException', 'The marker is not valid.');

/** KMS's form of a page: `Truncated` says whether `NextMarker` is there. */
export function kmsPage<T>(member: string, page: Page<T>, toOutput: (item: T) => unknown): Output {
  return {
    [member]: page.items.map(toOutput),
    Truncated: page.token !== undefined,
    ...(page.token === undefined ? {} : { NextMarker: page.token }),
  };
}

/** Nobody but AWS changes an AWS managed key: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html */
export function refuseManaged(context: RequestContext, key: StoredKey, action: string): void {
  if (key.manager === 'AWS')
    throw accessDenied(context.callerArn, action, keyArn(context, key.id), 'resource');
}

export function keyIdOf(input: Input): string {
  return requiredText(input, 'KeyId', { min: 1, max: 2_048 });
}
