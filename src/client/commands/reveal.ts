import * as vscode from 'vscode';
import { parseRevealTarget } from '../value/target';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

/** Opens the value panel, masked. Called by the tree, the palette, and the links of our hovers. */
export const revealValue =
  ({ views, panels }: CommandContext): Handler =>
  async (...args) => {
    const [argument] = args;
    if (argument !== undefined) {
      // A node or a link's argument: both are only believed after a check.
      const target = parseRevealTarget(argument);
      if (target) panels.open(target);
      return;
    }
    const [node] = await itemsFor([], views, ['parameter', 'secret'], vscode.l10n.t('Reveal Value'));
    const target = parseRevealTarget(node);
    if (target) panels.open(target);
  };
