import * as vscode from 'vscode';
import { regionsBeside } from '../../secrets/replication/replicationQuestions';
import { aliasNameOf } from '../aliasName';
import { newAliasProblem } from '../create/createKeyQuestions';
import { keyCommand } from '../keyCommand';
import { descriptionProblem } from '../keyDescription';
import { type ReplicateQuestions, replicateKey } from './replicateKey';

export const replicateKeyCommand = keyCommand(
  () => vscode.l10n.t('Replicate Key'),
  (key, deps) => replicateKey(key, { ...deps, questions }),
);

const questions: ReplicateQuestions = {
  async region({ label }, own, taken) {
    const offered = regionsBeside(own)
      .filter(([id]) => !taken.includes(id))
      .map(([id, description]) => ({ label: id, description }));
    const title = vscode.l10n.t('Replicate the key {0}: to which Region', label);
    const options = { title, matchOnDescription: true, ignoreFocusOut: true };
    return (await vscode.window.showQuickPick(offered, options))?.label;
  },
  async policy({ label }, region) {
    const picks = [
      {
        label: vscode.l10n.t('The policy of the primary key'),
        detail: vscode.l10n.t('As it is now; in {0} it can be changed by itself.', region),
        way: 'primary' as const,
      },
      {
        label: vscode.l10n.t('The default of KMS'),
        detail: vscode.l10n.t('The IAM policies of the account decide who may use and manage it.'),
        way: 'default' as const,
      },
    ];
    const title = vscode.l10n.t('Replicate the key {0}: its policy there', label);
    return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.way;
  },
  description: async ({ label }, value) =>
    vscode.window.showInputBox({
      title: vscode.l10n.t('Replicate the key {0}: its description there', label),
      prompt: vscode.l10n.t('What it is for; anybody who may describe keys can read it. May be empty.'),
      value,
      ignoreFocusOut: true,
      validateInput: descriptionProblem,
    }),
  async alias({ label, aliases: [first = ''] }, region) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Replicate the key {0}: its alias there', label),
      prompt: vscode.l10n.t('In {0}, without alias/ before it. May be empty.', region),
      value: first.replace(/^alias\//, ''),
      ignoreFocusOut: true,
      validateInput: typed => newAliasProblem(typed, []),
    });
    return text?.trim() ? aliasNameOf(text) : text?.trim();
  },
};
