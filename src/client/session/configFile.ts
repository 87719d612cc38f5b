import * as vscode from 'vscode';
import { createLazyPart } from '../lazyPart';
import { awsFiles } from './awsFiles';
import type { ConfigProblems } from './configProblems';

/** Has the config file looked at while it is open: by its path, so that for no other file anything is loaded. */
export function createConfigFile(
  make: () => ConfigProblems,
  env: Readonly<Record<string, string | undefined>>,
): vscode.Disposable {
  const part = createLazyPart(make);
  // Asked with every key in any document. VS Code writes drive letters its own way.
  const { fsPath } = vscode.Uri.file(awsFiles(env).config);
  const isConfig = ({ uri }: vscode.TextDocument) => uri.scheme === 'file' && uri.fsPath === fsPath;
  const look = (document: vscode.TextDocument) => {
    if (isConfig(document)) part.get().look(document);
  };
  for (const document of vscode.workspace.textDocuments) look(document);
  return vscode.Disposable.from(
    part,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (isConfig(document)) part.get().forget(document);
    }),
  );
}
