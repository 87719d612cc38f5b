import type { Change } from '../../src/client/gate/writeGate';
import type { ChosenSecret, SecretDeps } from '../../src/client/write/secrets/secretDeps';
import type { UndoOffer } from '../../src/client/write/undoOffer';
import type { SecretStore } from '../../src/core/stores/secretStore';
import { type Answers, answering } from './answers';
import { keyhole } from './support';

export interface Offered {
  last: { readonly message: string; readonly undo: () => Promise<void> } | undefined;
  readonly offerUndo: UndoOffer;
  take(): Promise<void>;
}

/** What is offered to be taken back. */
export function undoOffers(): Offered {
  const offered: Offered = {
    last: undefined,
    offerUndo: (message, undo) => {
      offered.last = { message, undo };
    },
    take: () => offered.last?.undo() ?? Promise.reject(new Error('nothing is offered')),
  };
  return offered;
}

export async function secretDeps(
  { offerUndo }: Offered,
  answers: Answers = {},
): Promise<SecretDeps & { readonly asked: readonly Change[] }> {
  const { session } = await keyhole();
  return { session, offerUndo, ...answering(answers) };
}

export async function secretStore(): Promise<SecretStore> {
  const { session } = await keyhole();
  return (await session.connect()).aws.secrets;
}

/** A secret as the tree passes it: what is known of it, and what it was chosen in. */
export async function chosenSecret(name: string): Promise<ChosenSecret> {
  const { session } = await keyhole();
  const secret = await (await secretStore()).describe(name);
  return { secret, meant: { generation: session.generation } };
}
