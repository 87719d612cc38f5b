import type { ParameterMetadata, ParameterTier } from '../../../../core/catalog/items';
import type { Failure } from '../../../../core/failure';
import type { NewParameter } from '../../../../core/stores/parameterStore';
import type { Sensitive } from '../../../../core/value/sensitive';

/** A parameter that is to be made, or to get another value. */
export type SendStep =
  | ({ readonly kind: 'create' } & NewParameter)
  | {
      readonly kind: 'change';
      readonly name: string;
      readonly value: Sensitive<string>;
      /** As it was when the person said what to do; all but its value stays. */
      readonly before: ParameterMetadata;
      /** Where the value needs another one. */
      readonly tier?: ParameterTier;
    };

/** One that was sent: the version it made, and what was there before. */
export interface Made {
  readonly name: string;
  readonly version: number;
  /** Absent: it was created. */
  readonly before?: number;
  /** AWS's date of it: one that is deleted and made again is at version 1 too. Absent where it could not be read. */
  readonly modified?: number;
}

export interface Sent {
  readonly made: readonly Made[];
  /** They were there, and the same, when they were to be sent. */
  readonly found: readonly string[];
  /** By the name it is about. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly stopped: boolean;
}
