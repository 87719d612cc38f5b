import type { Handler } from '../../commands/context';
import type { ChangeContext } from '../changeContext';

/** What is handed over is not looked at: both are about the whole window. */
export const showStagedCommand =
  ({ writes }: ChangeContext): Handler =>
  () =>
    writes.get().showStaged();

export const applyAllStagedCommand =
  ({ writes }: ChangeContext): Handler =>
  () =>
    writes.get().applyAllStaged();
