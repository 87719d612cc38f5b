// What STS and IAM can do here, by action.
import type { Clock } from '../core/ports';
import { awsError } from './errors';
import { iamOperations } from './iam';
import type { SandboxState } from './state';
import { stsOperations } from './sts';

export interface QueryContext {
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly caller: Identity;
}

export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface QueryOperation {
  /** Whether it changes what is there. */
  readonly writes?: true;
  /** For a denial; `*` where the call names no resource. */
  resourceOf(form: URLSearchParams, context: QueryContext): string;
  /** The inside of `<…Result>`. */
  run(form: URLSearchParams, context: QueryContext): string;
}

const operations: ReadonlyMap<string, QueryOperation> = new Map([...stsOperations, ...iamOperations]);

/** `iam:ListRoles`; throws for what the sandbox has not. */
export function queryOperation(action: string): QueryOperation {
  const operation = operations.get(action);
  if (operation === undefined)
    throw awsError('UnknownOperationException', 'Keyhole sandbox: the action is not in the sandbox.');
  return operation;
}
