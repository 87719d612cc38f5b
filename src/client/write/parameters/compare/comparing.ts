import type { ComparedPair, CrossPlan } from '../../../../core/catalog/comparePaths';
import type { AwsConnection } from '../../../../core/ports';
import type { Session } from '../../../session/session';

/** One of the two paths, and where it is. */
export interface Place {
  readonly path: string;
  readonly session: Session;
  /** Of the session when it was named: another account may have the same names. */
  readonly generation: number;
  /** For people: the path and, where there are several connections, whose it is. */
  readonly label: string;
}

export type Direction = 'to-right' | 'to-left';

export interface Across {
  readonly pairs: readonly ComparedPair[];
  readonly direction: Direction;
}

/** What a person is asked; undefined or false: they went away. */
export interface CompareQuestions {
  /** Whether the values of what is on both sides are read, and compared. */
  readValues(left: Place, right: Place, counts: Counts): Promise<boolean | undefined>;
  /** Shows what came of it; what of it is copied, and which way. */
  show(left: Place, right: Place, pairs: readonly ComparedPair[]): Promise<Across | undefined>;
  /** The key of what is made as a SecureString in another account or Region than it is from. */
  key(place: Place, aws: AwsConnection): Promise<string | undefined>;
  /** Some cannot go across: whether the others do. */
  goOn(plan: CrossPlan): Promise<boolean>;
}

export interface Counts {
  readonly both: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  readonly calls: number;
}
