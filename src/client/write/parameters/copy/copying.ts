import type { CopyPair } from '../../../../core/catalog/copyPlan';
import type { Failure } from '../../../../core/failure';
import type { Meant } from '../../meant';

export interface Copying {
  readonly pairs: readonly CopyPair[];
  /** The path, or the name of one. */
  readonly from: string;
  readonly to: string;
  /** The originals go when all copies are there. */
  readonly moves: boolean;
  readonly meant: Meant;
}

export interface Copied {
  /** Made now. */
  readonly copied: readonly string[];
  /** They were there already, and the same. */
  readonly found: readonly string[];
  /** Originals that are gone. */
  readonly deleted: readonly string[];
  /** By the name it is about. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly stopped: boolean;
}
