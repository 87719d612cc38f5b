import * as vscode from 'vscode';
import type { Outcome } from '../../core/storing/decision';
import type { CommandContext, Handler } from '../commands/context';
import { sessionOfNode } from '../commands/sessionOf';
import { placeOfNew } from '../write/placeOfNew';
import type { NewParameterPreset, NewSecretPreset } from '../write/presets';
import { askStore, createStoreQuestions, type StoreQuestions } from './askStore';

/** Finds out where a value belongs, and opens the form that makes it there. The value is asked for by the form alone. */
export const storeValueCommand = (context: CommandContext): Handler =>
  storeValueWith(context, createStoreQuestions());

export const storeValueWith =
  (context: CommandContext, questions: StoreQuestions): Handler =>
  async argument => {
    const startsWith = placeOfNew(argument);
    if (startsWith === undefined || sessionOfNode(context, argument) === undefined) return;
    const outcome = await askStore(questions);
    if (outcome === undefined) return;
    if (outcome.service === 'encrypt') {
      await tellHow(outcome);
      return;
    }
    const preset = presetOf(outcome, startsWith, sourceOf(argument));
    const command = outcome.service === 'parameter' ? 'keyhole.createParameter' : 'keyhole.createSecret';
    await vscode.commands.executeCommand(command, preset);
  };

/** What the form is opened with. A path is written with a slash before it, the name of a secret without one. */
export function presetOf(
  outcome: Exclude<Outcome, { service: 'encrypt' }>,
  startsWith: string,
  source: string | undefined,
): NewParameterPreset | NewSecretPreset {
  const of = source === undefined ? {} : { source };
  const levels = startsWith.replace(/^\/+/, '');
  if (outcome.service === 'secret') {
    const { shape, ownKey } = outcome;
    return { kind: 'newSecret', startsWith: levels, ownKey, ...(shape && { shape }), ...of };
  }
  const { type, tier } = outcome;
  return { kind: 'newParameter', startsWith: `/${levels}`, type, tier, ...of };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html: 4,096 bytes; larger ones take a data key. */
async function tellHow({ reason }: Outcome): Promise<void> {
  const create = vscode.l10n.t('Create Key…');
  const how =
    reason === 'ownFile'
      ? vscode.l10n.t(
          'Encrypt it with a key of yours and keep the result: Try Key… on a key does it, a text of up to 4,096 bytes or a file.',
        )
      : vscode.l10n.t(
          'Encrypt the file under a key of yours (Try Key… on a key does it), and keep the result in a bucket.',
        );
  // Not awaited: the command has ended, and a test must not wait for a person.
  void vscode.window.showInformationMessage(how, create).then(answer => {
    if (answer === create) void vscode.commands.executeCommand('keyhole.createKey');
  });
}

function sourceOf(node: unknown): string | undefined {
  const source = typeof node === 'object' && node !== null && Reflect.get(node, 'source');
  return typeof source === 'string' ? source : undefined;
}
