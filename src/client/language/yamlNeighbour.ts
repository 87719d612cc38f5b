import * as vscode from 'vscode';
import { mayBeTemplate } from '../../core/detect';
import { missingTags, usesTags } from './yamlTags';

const EXTENSION = 'redhat.vscode-yaml';
const ASKED = 'keyhole.yamlTagsAsked';

export interface YamlNeighbourDeps {
  readonly memento: vscode.Memento;
  readonly isInstalled?: () => boolean;
  /** Asks; the button that was pressed. */
  readonly ask?: (message: string, ...buttons: string[]) => Thenable<string | undefined>;
}

/**
 * The YAML extension marks every `!Sub` as an unknown tag until it is told of them. Offered once, with the first template that
 * has such a tag; never done without being asked.
 */
export function createYamlNeighbour({
  memento,
  isInstalled = () => vscode.extensions.getExtension(EXTENSION) !== undefined,
  ask = (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
}: YamlNeighbourDeps): vscode.Disposable {
  const consider = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== 'yaml' || memento.get(ASKED) === true || !isInstalled()) return;
    const text = document.getText();
    if (!usesTags(text) || !mayBeTemplate(text)) return;
    const listed = vscode.workspace.getConfiguration('yaml').get<readonly string[]>('customTags') ?? [];
    if (missingTags(listed).length === 0) return;
    await memento.update(ASKED, true);
    const add = vscode.l10n.t('Add Tags');
    const message = vscode.l10n.t(
      'The YAML extension does not know CloudFormation\u2019s tags and marks them. Add them to its settings?',
    );
    if ((await ask(message, add, vscode.l10n.t('Not Now'))) === add) await addYamlTags();
  };
  for (const document of vscode.workspace.textDocuments) void consider(document);
  return vscode.workspace.onDidOpenTextDocument(document => void consider(document));
}

/** Adds what is missing to the user's own list, and leaves what is there. */
export async function addYamlTags(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('yaml');
  const listed = settings.inspect<readonly string[]>('customTags')?.globalValue ?? [];
  await settings.update('customTags', [...listed, ...missingTags(listed)], vscode.ConfigurationTarget.Global);
}
