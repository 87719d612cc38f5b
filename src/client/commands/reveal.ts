import * as vscode from 'vscode';
import { parseRevealTarget } from '../value/target';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';
import { sessionOf, sessionOfNode } from './sessionOf';

/** Opens the value panel, masked. Called by the tree, the palette, and the links of our hovers. */
export const revealValue =
  (context: CommandContext): Handler =>
  async (argument, file) => {
    const { views, panels } = context.explorer.get();
    if (argument !== undefined) {
      // A node or a link's argument: both are only believed after a check.
      const target = parseRevealTarget(argument);
      // The link of a hover says in which file it stands: that may be bound to another account than the explorer's.
      // A tree passes what else is selected in its place.
      const session =
        target &&
        (typeof file === 'string' ? await sessionOf(context, file) : sessionOfNode(context, argument));
      if (session) panels.open(target, session);
      return;
    }
    const [node] = await itemsFor([], views, ['parameter', 'secret'], vscode.l10n.t('Reveal Value'));
    const target = parseRevealTarget(node);
    const session = node && sessionOfNode(context, node);
    if (target && session) panels.open(target, session);
  };
