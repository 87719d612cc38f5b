import type { Session } from '../../session/session';
import type { CommandContext } from '../context';
import type { VersionFact } from './versionFacts';

/** The list that a version stands in. */
export interface ShownVersions {
  readonly all: readonly VersionFact[];
  readonly session: Session;
  /** Of the session when they were read. */
  readonly generation: number;
  readonly context: CommandContext;
}
