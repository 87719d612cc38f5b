/** The versions of one item as they are written in a reference. */

import type { CatalogId, CatalogVersion } from '../ports';
import type { CallOptions, Pages } from '../stores/call';
import { visible } from '../text/markdown';
import type { CatalogSource } from './source';

/**
 * Newest first. Parameters: version numbers; secrets: stages, then the ids of versions. A stage may be any text; one that
 * cannot be written in a reference (or would end it, and the string around it) is left out. Rejects with AWS's failure.
 */
export async function versionsOf(
  id: CatalogId,
  source: CatalogSource,
  options: CallOptions = {},
): Promise<readonly CatalogVersion[]> {
  if (id.kind === 'parameter') {
    const history = await all(source.parameters.history(id.name, options));
    return [...history]
      .sort((a, b) => b.version - a.version)
      .map(({ version, labels, lastModifiedDate }) => ({
        version: String(version),
        ...detail([...labels, day(lastModifiedDate)]),
      }));
  }
  const versions = [...(await all(source.secrets.versions(id.id, options)))].sort(
    (a, b) => (b.createdDate ?? 0) - (a.createdDate ?? 0),
  );
  return [
    ...versions
      .flatMap(({ stages, versionId, createdDate }) =>
        stages
          .filter(isWritable)
          .map(stage => ({ version: stage, ...detail([day(createdDate), versionId]) })),
      )
      .sort((a, b) => rank(a.version) - rank(b.version)),
    ...versions
      .filter(({ versionId }) => isWritable(versionId))
      .map(({ versionId, stages, createdDate }) => ({
        version: versionId,
        ...detail([...stages, day(createdDate)]),
      })),
  ];
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html sets no pattern. */
function isWritable(version: string): boolean {
  return /^[\w/+=.@!-]{1,256}$/.test(version);
}

async function all<T>(pages: Pages<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** AWS's own stages first: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
function rank(stage: string): number {
  const place = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'].indexOf(stage);
  return place < 0 ? 3 : place;
}

function detail(parts: readonly (string | undefined)[]): { readonly detail?: string } {
  const text = parts.filter(part => part !== undefined && part !== '').join(' · ');
  return text === '' ? {} : { detail: visible(text) };
}

function day(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString().slice(0, 10);
}
