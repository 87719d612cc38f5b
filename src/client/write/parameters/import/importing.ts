import type { ExchangeFormat } from '../../../../core/exchange/formats';
import type { ChangeStep, CreateStep, LeftStep } from '../../../../core/exchange/importPlan';
import type { FileFault, ReadEntry } from '../../../../core/exchange/readFile';
import type { AwsConnection } from '../../../../core/ports';
import type { Meant } from '../../meant';

export type PlannedStep = CreateStep | ChangeStep;

export interface Importing {
  /** What the person calls the file. */
  readonly file: string;
  readonly format: ExchangeFormat;
  readonly entries: readonly ReadEntry[];
  /** Entries of the file that are none. */
  readonly faults: readonly FileFault[];
  /** `/my-app/dev`, or `/`. */
  readonly to: string;
  /** `database.host` goes to `database/host`. */
  readonly dotsAreLevels: boolean;
  readonly meant: Meant;
}

/** What a person is asked; undefined or false: they went away. */
export interface ImportQuestions {
  /** Some of the file cannot be taken: whether to go on with the rest. */
  goOn(importing: Importing, left: readonly LeftStep[]): Promise<boolean>;
  /** Which of the steps are done. */
  choose(
    importing: Importing,
    steps: readonly PlannedStep[],
    same: number,
  ): Promise<readonly PlannedStep[] | undefined>;
  /** Which of the new ones become a SecureString. */
  secure(steps: readonly CreateStep[]): Promise<ReadonlySet<string> | undefined>;
  /** The key of those; asked where there are any. */
  key(to: string, aws: AwsConnection): Promise<string | undefined>;
}
