import type { TaggedResource, Tags } from '../../core/stores/tagStore';
import { createLateReader, type LateReader, type LateStatus } from './lateReader';

/** The tags of everything in a list, by ARN. */
export type TagsByArn = ReadonlyMap<string, Tags>;

export type TagStatus = LateStatus;

/** Reads tags once somebody wants them: a filter or a layout. */
export type TagReader = LateReader;

export function createTagReader(
  read: (signal: AbortSignal) => AsyncIterable<readonly TaggedResource[]>,
  found: (tags: TagsByArn | undefined) => void,
  changed: () => void,
): TagReader {
  async function* pairs(signal: AbortSignal): AsyncIterable<readonly (readonly [string, Tags])[]> {
    for await (const page of read(signal)) yield page.map(({ arn, tags }) => [arn, tags] as const);
  }
  return createLateReader('tag:GetResources', pairs, found, changed);
}
