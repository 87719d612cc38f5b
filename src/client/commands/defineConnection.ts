import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import { parseDefinitions } from '../connections/definitions';
import type { Lazy } from '../lazy';
import type { ConnectionSettings } from '../session/choice';
import { profileFromPerson } from '../session/profilePicker';
import { regionFromPerson } from '../session/regionPicker';
import { hideAccounts } from '../session/screenShare';
import type { CommandContext } from './context';

/**
 * What a label means: profile, Region, a look at who that is, and the name. Kept in the person's own settings, which
 * Settings Sync leaves on this machine. Gives the label; undefined where somebody went away.
 */
export async function defineConnection(context: CommandContext, given: unknown): Promise<string | undefined> {
  const { lazy, language } = context;
  const title = vscode.l10n.t('New Connection');
  const chosen = await profileFromPerson(lazy, title);
  if (chosen === undefined) return undefined;
  const region = await regionFromPerson(chosen.region);
  if (region === undefined) return undefined;
  const settings = { ...(chosen.profile && { profile: chosen.profile }), region };
  if (!(await isMeant(lazy, settings))) return undefined;
  const label = typeof given === 'string' && given !== '' ? given : await labelFromPerson(chosen.profile);
  if (!label) return undefined;
  const configuration = vscode.workspace.getConfiguration('keyhole');
  const mine = configuration.inspect<Record<string, unknown>>('connections')?.globalValue ?? {};
  await configuration.update(
    'connections',
    { ...mine, [label]: settings },
    vscode.ConfigurationTarget.Global,
  );
  // Whoever has just chosen it need not be asked about it.
  await (await language.client)?.connections.confirm(label);
  return label;
}

/** Asks STS who that is. What could not be found out may be saved all the same: a session may have expired. */
async function isMeant(lazy: Lazy, settings: ConnectionSettings): Promise<boolean> {
  const { profile = vscode.l10n.t('Default credential chain'), region = '' } = settings;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Asking AWS about {0} in {1}…', profile, region);
  const found = await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    try {
      const aws = await lazy.aws().connect(settings);
      try {
        return await aws.identity.callerIdentity({ signal: controller.signal });
      } finally {
        aws.dispose();
      }
    } catch (thrown) {
      return failureOf(thrown, 'sts:GetCallerIdentity');
    }
  });
  if (!('kind' in found)) {
    void vscode.window.showInformationMessage(
      hideAccounts(vscode.l10n.t('That is {0} in the account {1}.', found.arn, found.account)),
    );
    return true;
  }
  if (found.code === 'cancelled') return false;
  const save = vscode.l10n.t('Save All the Same');
  return (await vscode.window.showWarningMessage(hideAccounts(found.message), save)) === save;
}

async function labelFromPerson(profile: string | undefined): Promise<string | undefined> {
  const known = parseDefinitions(vscode.workspace.getConfiguration('keyhole').get<unknown>('connections'));
  const label = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Connection: its name'),
    prompt: vscode.l10n.t('What workspaces call it: "prod", "dev". It says nothing of your profiles.'),
    value: profile ?? '',
    ignoreFocusOut: true,
    validateInput: text => {
      const name = text.trim();
      if (name === '') return vscode.l10n.t('It needs a name.');
      return known.has(name)
        ? {
            message: vscode.l10n.t('It replaces the one of that name.'),
            severity: vscode.InputBoxValidationSeverity.Warning,
          }
        : undefined;
    },
  });
  return label?.trim();
}
