import type { Command } from './command';
import { lintCommand } from './lint/command';
import { lspCommand } from './lsp';
import { sandboxCommand } from './sandbox';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [lintCommand, lspCommand, sandboxCommand];
