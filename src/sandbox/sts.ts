// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import type { QueryOperation } from './queryOperation';
import { members } from './queryXml';

export const stsOperations: readonly (readonly [action: string, operation: QueryOperation])[] = [
  [
    'sts:GetCallerIdentity',
    {
      resourceOf: () => '*',
      run: (_, { caller: { arn, userId, account } }) =>
        members({ Arn: arn, UserId: userId, Account: account }),
    },
  ],
];
