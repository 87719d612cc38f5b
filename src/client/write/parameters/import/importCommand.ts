import * as vscode from 'vscode';
import { exchangeFormats } from '../../../../core/exchange/formats';
import { visible } from '../../../../core/text/markdown';
import type { Handler } from '../../../commands/context';
import { sessionOfNode } from '../../../commands/sessionOf';
import { newPathProblem } from '../../../parameterNames';
import type { ChangeContext } from '../../changeContext';
import { placeOfNew } from '../../placeOfNew';
import { undoOffer } from '../../undoOffer';
import type { Importing } from './importing';
import { importParameters } from './importParameters';
import { createImportQuestions } from './importQuestions';
import { type ImportFile, readImportFile } from './readImportFile';

/** Into the path that was clicked, or one that is asked for. */
export const importParametersCommand =
  (context: ChangeContext): Handler =>
  async argument => {
    const { explorer, gate, language } = context;
    const place = placeOfNew(argument);
    const session = place === undefined ? undefined : sessionOfNode(context, argument);
    if (place === undefined || session === undefined) return;
    const { generation } = session;
    const uri = await askFile();
    const file = uri && (await readImportFile(uri));
    if (file === undefined) return;
    const to = await askPath(file.name, place.replace(/\/$/, '') || '/');
    if (to === undefined) return;
    const dotsAreLevels = await askDots(file, to);
    if (dotsAreLevels === undefined) return;
    const refresh = async () => {
      language.refresh();
      await explorer.get().views.parameters.refresh();
    };
    const { name, format, entries, faults } = file;
    const importing: Importing = {
      file: name,
      format,
      entries,
      faults,
      to,
      dotsAreLevels,
      meant: { generation },
    };
    const offerUndo = undoOffer(() => void refresh());
    const questions = createImportQuestions();
    const outcome = await importParameters(importing, { session, gate, questions, offerUndo });
    if (outcome && outcome.made.length > 0) await refresh();
  };

async function askFile(): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Parameters From File'),
      openLabel: vscode.l10n.t('Plan the Import'),
      filters: {
        [vscode.l10n.t('All files')]: ['*'],
        [vscode.l10n.t('Configuration')]: exchangeFormats.flatMap(({ extensions }) => extensions),
      },
    })) ?? [];
  return uri;
}

async function askPath(file: string, place: string): Promise<string | undefined> {
  const path = await vscode.window.showInputBox({
    title: vscode.l10n.t('Import {0}', file),
    value: place,
    valueSelection: [place.length, place.length],
    prompt: vscode.l10n.t('The path the parameters go below: /my-app/dev'),
    ignoreFocusOut: true,
    validateInput: newPathProblem,
  });
  return path === undefined || path === '/' ? path : path.replace(/\/$/, '');
}

/** Java writes levels with dots; a dot may also be part of a name. */
async function askDots({ name, format, entries }: ImportFile, to: string): Promise<boolean | undefined> {
  const example = entries.find(({ key }) => key.includes('.'))?.key;
  if (format.id !== 'properties' || example === undefined) return false;
  const below = to === '/' ? '/' : `${to}/`;
  const picks = [
    {
      label: shown(below + example.replaceAll('.', '/')),
      description: vscode.l10n.t('a level at each dot'),
      dots: true,
    },
    { label: shown(below + example), description: vscode.l10n.t('as it is'), dots: false },
  ];
  const title = vscode.l10n.t('Import {0}: where does {1} go?', name, visible(example));
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.dots;
}

/** A key is a file's text: a `$(` in it would become an icon. */
function shown(text: string): string {
  return visible(text).replaceAll('$(', '$ (');
}
