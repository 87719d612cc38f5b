import * as vscode from 'vscode';
import type { ParameterSet } from '../../core/parameters/parameterSet';
import { valueLooksSecret } from '../../core/value/looksSecret';
import type { ParameterValuesParams, ParameterValuesResult } from '../../protocol/messages';
import { readSets, setsNear } from './parameterFiles';
import { documentSelector } from './selector';

const KEY = 'keyhole.parameterSets';

/** A set of a file, chosen for a template; remembered for the workspace. */
interface Choice {
  readonly file: string;
  readonly set: string;
}

export interface ParameterSets extends vscode.Disposable {
  /** What the chosen set gives for these parameters, read anew; nothing else of the file leaves it. */
  valuesFor(params: ParameterValuesParams): Promise<ParameterValuesResult>;
  /** The name of the set that is chosen for a template; undefined: its defaults hold. */
  chosenFor(template: vscode.Uri): string | undefined;
  /** Lets a person choose for the template in front. */
  choose(template: vscode.Uri): Promise<void>;
}

/** `changed` is called with a template for which another set was chosen, or whose set's file has changed. */
export function createParameterSets(
  memento: vscode.Memento,
  log: vscode.LogOutputChannel,
  changed: (template: vscode.Uri) => void,
): ParameterSets {
  const item = vscode.languages.createLanguageStatusItem('keyhole.parameters', documentSelector);
  item.name = vscode.l10n.t('Keyhole Parameters');
  item.command = { command: 'keyhole.chooseParameterSet', title: vscode.l10n.t('Choose') };
  const watchers = new Map<string, vscode.Disposable>();

  function choiceFor(template: vscode.Uri): Choice | undefined {
    const choice = memento.get<Readonly<Record<string, unknown>>>(KEY)?.[template.toString()];
    return isChoice(choice) ? choice : undefined;
  }

  async function remember(template: vscode.Uri, choice: Choice | undefined): Promise<void> {
    const { [template.toString()]: _, ...others } = memento.get<Readonly<Record<string, unknown>>>(KEY) ?? {};
    await memento.update(KEY, choice === undefined ? others : { ...others, [template.toString()]: choice });
    show();
    changed(template);
  }

  function show(): void {
    const template = vscode.window.activeTextEditor?.document.uri;
    const choice = template && choiceFor(template);
    item.text = choice ? vscode.l10n.t('Parameters: {0}', choice.set) : vscode.l10n.t('Parameters: defaults');
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.detail = '';
  }

  /** The set that was chosen; undefined with a word of why where its file does not give it any more. */
  async function chosenSet(template: vscode.Uri, choice: Choice): Promise<ParameterSet | undefined> {
    const read = await readSets(vscode.Uri.parse(choice.file));
    const set = read.kind === 'sets' ? read.sets.find(({ name }) => name === choice.set) : undefined;
    if (set === undefined) {
      const reason =
        read.kind === 'fault' ? read.message : vscode.l10n.t('no longer in its file: {0}', choice.set);
      log.warn(reason);
      if (vscode.window.activeTextEditor?.document.uri.toString() === template.toString()) {
        item.severity = vscode.LanguageStatusSeverity.Warning;
        item.detail = reason;
      }
    }
    return set;
  }

  function watch(template: vscode.Uri, { file }: Choice): void {
    if (watchers.has(template.toString())) return;
    const uri = vscode.Uri.parse(file);
    const folder = vscode.Uri.joinPath(uri, '..');
    const pattern = new vscode.RelativePattern(folder, uri.path.slice(uri.path.lastIndexOf('/') + 1));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = () => {
      show();
      changed(template);
    };
    const events = [watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)];
    watchers.set(template.toString(), vscode.Disposable.from(watcher, ...events));
  }

  function unwatch(template: vscode.Uri): void {
    watchers.get(template.toString())?.dispose();
    watchers.delete(template.toString());
  }

  show();
  const editors = vscode.window.onDidChangeActiveTextEditor(show);

  return {
    chosenFor: template => choiceFor(template)?.set,
    async valuesFor({ uri, names }) {
      const template = vscode.Uri.parse(uri);
      const choice = choiceFor(template);
      if (choice === undefined) return null;
      watch(template, choice);
      const set = await chosenSet(template, choice);
      if (set === undefined) return null;
      const values = names.flatMap(name => {
        const value = set.values.get(name);
        // The server puts values into messages: what looks secret does not reach it.
        return value === undefined || valueLooksSecret(value) ? [] : [[name, value] as const];
      });
      return { set: set.name, values: Object.fromEntries(values) };
    },
    async choose(template) {
      const picked = await pick(template, choiceFor(template));
      if (picked === undefined) return;
      unwatch(template);
      await remember(template, picked.choice);
    },
    dispose() {
      for (const watcher of watchers.values()) watcher.dispose();
      vscode.Disposable.from(item, editors).dispose();
    },
  };
}

interface SetItem extends vscode.QuickPickItem {
  readonly choice?: Choice;
  readonly browse?: true;
}

async function pick(
  template: vscode.Uri,
  current: Choice | undefined,
): Promise<{ readonly choice: Choice | undefined } | undefined> {
  const mark = (choice: Choice | undefined) =>
    choice?.file === current?.file && choice?.set === current?.set ? ` $(check)` : '';
  const defaults: SetItem = { label: `${vscode.l10n.t('Defaults of the template')}${mark(undefined)}` };
  const near = setsNear(template).then(files => [
    defaults,
    ...files.flatMap(({ file, sets }) =>
      sets.map((set): SetItem => {
        const choice = { file: file.toString(), set: set.name };
        return {
          label: `${set.name.replaceAll('$(', '$ (')}${mark(choice)}`,
          // Names alone: a file may hold values that nobody wants on a screen.
          description: [...set.values.keys()].join(', '),
          choice,
        };
      }),
    ),
    { label: `$(folder-opened) ${vscode.l10n.t('Choose a File…')}`, browse: true as const },
  ]);
  const title = vscode.l10n.t('Values for the parameters of this template');
  const chosen = await vscode.window.showQuickPick<SetItem>(near, { title, matchOnDescription: true });
  if (chosen === undefined) return undefined;
  return chosen.browse ? browse(template) : { choice: chosen.choice };
}

async function browse(template: vscode.Uri): Promise<{ readonly choice: Choice | undefined } | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(template, '..'),
      filters: { [vscode.l10n.t('Parameter files')]: ['json', 'toml'] },
    })) ?? [];
  if (file === undefined) return undefined;
  const read = await readSets(file);
  if (read.kind === 'fault') {
    void vscode.window.showErrorMessage(read.message);
    return undefined;
  }
  const [only, ...others] = read.sets;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This file gives no values for parameters: {0}', file.path),
    );
    return undefined;
  }
  const set =
    others.length === 0 ? only.name : await vscode.window.showQuickPick(read.sets.map(({ name }) => name));
  return set === undefined ? undefined : { choice: { file: file.toString(), set } };
}

function isChoice(candidate: unknown): candidate is Choice {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'file' in candidate &&
    typeof candidate.file === 'string' &&
    'set' in candidate &&
    typeof candidate.set === 'string'
  );
}
