import type { Operation } from '../context';
import { flag, optionalInteger, optionalText } from '../input';
import { keyOfToken, takePage } from '../paging';
import { describeFilters, matchesAll } from './filters';
import { sharedOutput, sharedParameters } from './given';
import { invalidNextToken, ssmPage, underPath } from './listing';
import { latestOf, metadataOutput } from './read';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html: at most 50 a page. */
export const describeParameters: Operation = (input, context) => {
  const filters = describeFilters(input);
  const size = optionalInteger(input, 'MaxResults', { min: 1, max: 50 }) ?? 50;
  const after = keyOfToken('DescribeParameters', optionalText(input, 'NextToken'), invalidNextToken);
  if (flag(input, 'Shared'))
    return { Parameters: [...sharedParameters(context)].map(([arn, one]) => sharedOutput(arn, one)) };
  // One path narrows the range that is walked; the filter itself still decides.
  const paths = filters.find(filter => filter.key === 'Path')?.values ?? [];
  const [path = '/'] = paths.length === 1 ? paths : [];
  const page = takePage('DescribeParameters', underPath(context, path, true, after), size, parameter =>
    matchesAll(parameter, filters),
  );
  return ssmPage('Parameters', page, parameter => metadataOutput(context, parameter, latestOf(parameter)));
};
