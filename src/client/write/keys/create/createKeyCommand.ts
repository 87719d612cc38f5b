import * as vscode from 'vscode';
import type { Handler } from '../../../commands/context';
import { sessionOfNode } from '../../../commands/sessionOf';
import { hideAccounts } from '../../../session/screenShare';
import type { ChangeContext } from '../../changeContext';
import { placeOfNew } from '../../placeOfNew';
import { selectMade } from '../../selectMade';
import { type CreatedKey, type CreateKeyQuestions, createKey } from './createKey';
import { createKeyQuestions } from './createKeyQuestions';

export const createKeyCommand = (context: ChangeContext): Handler =>
  createKeyWith(context, createKeyQuestions);

/** The answers are a port: VS Code refuses dialogs in a host under test. */
export const createKeyWith =
  (context: ChangeContext, questionsFor: (taken: () => readonly string[]) => CreateKeyQuestions): Handler =>
  async argument => {
    const { gate, explorer, explored, language, log, policies } = context;
    // Any extension can call a command: its argument is only believed after a check.
    if (placeOfNew(argument) === undefined) return;
    const session = sessionOfNode(context, argument);
    if (session === undefined) return;
    const { keys: view } = explorer.get().views;
    // What is there already is read while the first questions are answered.
    void view.ensure();
    const branchOf = () => view.branches.find(each => each.session === session);
    const keysOf = () =>
      branchOf()
        ?.items()
        .filter(item => item.kind === 'key') ?? [];
    const questions = questionsFor(() => keysOf().flatMap(({ aliases }) => aliases));
    const created = await createKey({ session, gate, questions });
    if (created === undefined) return;
    tell(created);
    language.refresh();
    await branchOf()?.listing.refresh();
    const { key, label } = created;
    const made = keysOf().find(({ arn }) => arn === key.arn);
    if (made !== undefined) await selectMade(view, made, log);
    const connection = explored.connections.find(each => each.session === session);
    const policy = { kind: 'key', id: key.keyId, label: made?.label ?? label } as const;
    if (connection !== undefined) await policies.open(policy, connection);
  };

function tell({ label, missing }: CreatedKey): void {
  const done = vscode.l10n.t('The key is created: {0}', label);
  if (missing.length === 0) void vscode.window.showInformationMessage(done);
  else void vscode.window.showWarningMessage(hideAccounts([`${done}.`, ...missing].join(' ')));
}
