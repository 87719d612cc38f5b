/** What a health report rests on: metadata of one account and Region, never a value. */
import type { DescribedSecret, KeyRotation, KeyUsage, ParameterMetadata } from '../catalog/items';
import type { KeyItem } from '../catalog/keyGroups';
import type { PolicyRemark } from './keyPolicy';

export interface HealthFacts {
  /** When it was read, in milliseconds since 1970. */
  readonly now: number;
  readonly region: string;
  readonly parameters: readonly ParameterMetadata[];
  /** Those that rotate as DescribeSecret tells them, the others as they are listed. */
  readonly secrets: readonly DescribedSecret[];
  readonly keys: readonly HealthKey[];
  /** Whether every alias was read: that a key has none can be said only then. */
  readonly allAliases: boolean;
  /** Whether every parameter and every secret was read: that nothing is under a key can be said only then. */
  readonly allItems: boolean;
  /** Where the workspace names what is scheduled for deletion, by ARN. */
  readonly mentions: ReadonlyMap<string, readonly string[]>;
}

export interface HealthKey extends KeyItem {
  /** Absent: it cannot rotate by itself, or that was not read. */
  readonly rotation?: KeyRotation;
  /** How many rotations it has had. */
  readonly rotations?: number;
  /** When it was last used; absent: that was not read. */
  readonly usage?: KeyUsage;
  /** What is wide open in its policy; absent: that was not read. */
  readonly policy?: readonly PolicyRemark[];
}

export interface HealthItems {
  readonly parameter: ParameterMetadata;
  readonly secret: DescribedSecret;
  readonly key: HealthKey;
}

export type HealthKind = keyof HealthItems;
