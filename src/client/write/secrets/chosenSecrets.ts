/** Which secrets a command is about. */
import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import { itemsFor } from '../../commands/pickItems';
import type { Session } from '../../session/session';
import type { Node, SecretNode } from '../../tree/nodes';
import type { ChangeContext } from '../changeContext';
import { isBySelection, selectionOf } from '../selection';
import { undoOffer } from '../undoOffer';
import type { ChosenSecret, ChosenSecrets, SecretDeps } from './secretDeps';

export interface Choice {
  readonly title: string;
  /** Said where a key was pressed and nothing is selected. */
  readonly hint: string;
  readonly fits: (node: SecretNode) => boolean;
}

/** Each of several has questions of its own: what is set of them differs. The first no ends it. */
export function oneByOne(
  context: ChangeContext,
  title: string,
  fits: Choice['fits'],
  change: (chosen: ChosenSecret, deps: SecretDeps) => Promise<boolean>,
): Handler {
  const choice = { title, hint: vscode.l10n.t('Select a secret first.'), fits };
  return (...args) =>
    forEachConnection(args, context, choice, async ({ secrets, meant }, session, refresh) => {
      const deps = { session, gate: context.gate, offerUndo: undoOffer(refresh) };
      for (const secret of secrets) {
        if (!(await change({ secret, meant }, deps))) return;
        refresh();
      }
    });
}

/** The secrets a command is about, each connection's by themselves; the palette asks for one. */
export async function forEachConnection(
  args: readonly unknown[],
  { explorer, language }: Pick<ChangeContext, 'explorer' | 'language'>,
  { title, hint, fits }: Choice,
  change: (chosen: ChosenSecrets, session: Session, refresh: () => void) => Promise<number | undefined>,
): Promise<void> {
  const view = explorer.get().views.secrets;
  const isOne = (node: Node): node is SecretNode => node.kind === 'secret';
  const nodes = isBySelection(args[0])
    ? await selectionOf(view, hint)
    : await itemsFor(args, { secrets: view }, ['secret'], title, node => isOne(node) && fits(node));
  for (const { source, session, listing } of view.branches) {
    const { generation } = session;
    const secrets = nodes
      .filter(isOne)
      .filter(node => node.source === source && fits(node))
      .map(({ metadata }) => metadata);
    if (secrets.length === 0) continue;
    const refresh = () => {
      language.refresh();
      void listing.refresh();
    };
    if (await change({ secrets, meant: { generation } }, session, refresh)) refresh();
  }
}
