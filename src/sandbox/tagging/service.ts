import type { Operation, RequestContext, Service } from '../context';
import { awsError } from '../errors';
import { optionalInteger, optionalText, optionalTexts, records, type Tag } from '../input';
import { keyArn } from '../kms/keys';
import { keyOfToken, takePage } from '../paging';
import { parameterArn } from '../ssm/names';

interface Tagged {
  readonly arn: string;
  /** `ssm:parameter`, as the Tagging API calls types. */
  readonly type: string;
  readonly tags: readonly Tag[];
}

/**
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html: at most 100 a page, of one
 * Region, and only what has tags. (What once had some may come with none; here it does not come.)
 */
const getResources: Operation = (input, context) => {
  if (records(input, 'TagFilters').length > 0 || optionalTexts(input, 'ResourceARNList'))
    throw awsError('InvalidParameterException', 'Keyhole sandbox: filters of GetResources are not in it.');
  const types = optionalTexts(input, 'ResourceTypeFilters', { max: 100 }) ?? [];
  const size = optionalInteger(input, 'ResourcesPerPage', { min: 1, max: 100 }) ?? 50;
  const after = keyOfToken('GetResources', optionalText(input, 'PaginationToken'), () =>
    awsError('PaginationTokenExpiredException', 'The PaginationToken is not valid.'),
  );
  const entries = [...taggedIn(context)]
    .map(one => [one.arn, one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([arn]) => after === undefined || arn > after);
  const page = takePage(
    'GetResources',
    entries,
    size,
    ({ type, tags }) => tags.length > 0 && fits(type, types),
  );
  return {
    PaginationToken: page.token ?? '',
    ResourceTagMappingList: page.items.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: tags })),
  };
};

export const tagging: Service = {
  prefix: 'tag',
  operations: { GetResources: getResources },
  resourceOf: () => '*',
};

/** A service alone stands for all its types. */
function fits(type: string, types: readonly string[]): boolean {
  return types.length === 0 || types.some(wanted => wanted === type || type.startsWith(`${wanted}:`));
}

function* taggedIn(context: RequestContext): Iterable<Tagged> {
  const { parameters, secrets, keys } = context.state;
  for (const { name, tags } of parameters.values())
    yield { arn: parameterArn(context, name), type: 'ssm:parameter', tags };
  for (const { arn, tags } of secrets.values()) yield { arn, type: 'secretsmanager:secret', tags };
  for (const { id, tags } of keys.values()) yield { arn: keyArn(context, id), type: 'kms:key', tags };
}
