/** What an operation on secrets works with. */
import type { SecretMetadata } from '../../../core/catalog/items';
import type { WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import type { Meant } from '../meant';
import type { UndoOffer } from '../undoOffer';

export interface ChosenSecret {
  readonly secret: SecretMetadata;
  readonly meant: Meant;
}

export interface ChosenSecrets {
  readonly secrets: readonly SecretMetadata[];
  readonly meant: Meant;
}

export interface SecretDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly offerUndo: UndoOffer;
}
