import type { CatalogId } from '../../../core/ports';
import type { Sensitive } from '../../../core/value/sensitive';
import type { WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import type { Revision } from '../../value/fetchValue';
import type { UndoOffer } from '../undoOffer';

export interface Saving {
  readonly target: CatalogId;
  /** As it was read, and which version that was: what somebody else has changed since is seen by it. */
  readonly base: Sensitive<string>;
  readonly revision: Revision;
  readonly mine: Sensitive<string>;
}

export interface SaveDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly offerUndo: UndoOffer;
  /**
   * Somebody else has changed it since it was read, at these keys too, or as a whole where there are none. Whether theirs
   * is overwritten.
   */
  mayOverwrite(name: string, keys: readonly string[]): Promise<boolean>;
}
