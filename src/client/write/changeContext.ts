import type { CommandContext } from '../commands/context';
import type { WriteGate } from '../gate/writeGate';

/** What a command that changes something in AWS works with. */
export interface ChangeContext extends CommandContext {
  readonly gate: Pick<WriteGate, 'pass'>;
}
