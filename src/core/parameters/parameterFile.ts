import { parseJson } from '../template/json';
import { createLineIndex } from '../text/lineIndex';
import { fileFault } from './fileFault';
import { overridesOf } from './overrides';
import { NO_SETS, type ParameterSet, type ReadSets } from './parameterSet';
import { entries, isRecord, textOf } from './plainData';

/**
 * Reads a JSON parameter file: `[{"ParameterKey": …, "ParameterValue": …}]` and `["Key=Value"]`, which the AWS CLI takes,
 * and `{"Parameters": {…}}`, which CodePipeline and the CLI's deploy command take. No set for JSON that is none of these.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
export function readParameterFile(name: string, text: string): ReadSets {
  const json = text.replace(/^\uFEFF/, '');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    // Its own message quotes the text; our parser says where, and is more lenient.
    const [first] = parseJson(json).faults;
    const place = first && createLineIndex(json).positionAt(first.span.start);
    return { kind: 'fault', message: fileFault(name, 'JSON', place) };
  }
  const values = valuesOf(data);
  if (values === undefined || values.size === 0) return NO_SETS;
  return { kind: 'sets', sets: [{ name, values } satisfies ParameterSet] };
}

function valuesOf(data: unknown): ReadonlyMap<string, string> | undefined {
  if (Array.isArray(data)) return listed(data);
  if (!isRecord(data)) return undefined;
  return isRecord(data['Parameters']) ? new Map(entries(data['Parameters'])) : undefined;
}

function listed(items: readonly unknown[]): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const item of items) {
    if (typeof item === 'string') {
      const own = overridesOf(item);
      if (own.size === 0) return undefined;
      for (const [key, value] of own) values.set(key, value);
      continue;
    }
    if (!isRecord(item)) return undefined;
    const key = item['ParameterKey'];
    if (typeof key !== 'string') return undefined;
    // With UsePreviousValue the stack knows it, and the file does not.
    const value = textOf(item['ParameterValue']);
    if (value !== undefined) values.set(key, value);
  }
  return values;
}
