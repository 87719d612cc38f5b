// What STS and IAM can do here, by action.
import { awsError } from './errors';
import { iamOperations } from './iam';
import type { QueryOperation } from './queryOperation';
import { stsOperations } from './sts';

const operations: ReadonlyMap<string, QueryOperation> = new Map([...stsOperations, ...iamOperations]);

/** `iam:ListRoles`; throws for what the sandbox has not. */
export function queryOperation(action: string): QueryOperation {
  const operation = operations.get(action);
  if (operation === undefined)
    throw awsError('UnknownOperationException', 'Keyhole sandbox: the action is not in the sandbox.');
  return operation;
}
