import type { ParameterMetadata, SecretMetadata } from '../../../core/catalog/items';
import { parameterVersionReference, secretVersionReference } from '../../../core/catalog/versionReference';
import type { AwsConnection, CatalogId } from '../../../core/ports';
import type { Pages } from '../../../core/stores/call';
import type { ItemNode } from '../../tree/nodes';

/** One version, without its value. */
export type VersionFact = ParameterVersionFact | SecretVersionFact;

export interface ParameterVersionFact {
  readonly kind: 'parameter';
  readonly metadata: ParameterMetadata;
  readonly version: number;
  readonly type: ParameterMetadata['type'];
  readonly labels: readonly string[];
  readonly date?: number;
  readonly user?: string;
}

export interface SecretVersionFact {
  readonly kind: 'secret';
  readonly metadata: SecretMetadata;
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly date?: number;
}

/** In the order AWS tells them; `orderOf` puts the newest first. */
export async function* versionFacts(
  node: ItemNode,
  aws: AwsConnection,
  signal: AbortSignal,
): Pages<VersionFact> {
  if (node.kind === 'parameter') {
    const { metadata } = node;
    for await (const page of aws.parameters.history(metadata.name, { signal }))
      yield page.map(({ version, labels, type, lastModifiedDate: date, lastModifiedUser: user }) => ({
        kind: 'parameter',
        metadata,
        version,
        type,
        labels,
        ...(date !== undefined && { date }),
        ...(user !== undefined && { user }),
      }));
  }
  if (node.kind === 'secret') {
    const { metadata } = node;
    for await (const page of aws.secrets.versions(metadata.arn, { signal }))
      yield page.map(({ versionId, stages, createdDate: date }) => ({
        kind: 'secret',
        metadata,
        versionId,
        stages,
        ...(date !== undefined && { date }),
      }));
  }
}

export function orderOf(fact: VersionFact): number {
  return fact.kind === 'parameter' ? fact.version : (fact.date ?? 0);
}

export function targetOf(fact: VersionFact): CatalogId {
  return fact.kind === 'parameter'
    ? { kind: 'parameter', name: fact.metadata.name, version: fact.version }
    : { kind: 'secret', id: fact.metadata.arn, versionId: fact.versionId };
}

export function referenceOf(fact: VersionFact): string {
  return fact.kind === 'parameter'
    ? parameterVersionReference({ name: fact.metadata.name, type: fact.type }, fact.version)
    : secretVersionReference(fact.metadata, fact.versionId);
}
