import * as vscode from 'vscode';
import {
  MAX_ROTATION_DAYS,
  rotationRules,
  scheduleProblem,
  windowLimit,
} from '../../../../core/secrets/rotationRules';
import type { RotationQuestion } from './setRotation';

/** What is set now comes first; a new rotation is proposed every 30 days. */
export const askRotation: RotationQuestion = async secret => {
  const title = vscode.l10n.t('Rotation of {0}', secret.name);
  const { rotationSchedule, rotationDays = 30, rotationWindow, rotationLambda } = secret;
  const schedule = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: when', title),
    prompt: vscode.l10n.t('A number of days, rate(12 hours), or cron(0 16 1 * ? *), in UTC'),
    value: rotationSchedule ?? String(rotationDays),
    ignoreFocusOut: true,
    validateInput: scheduleMessage,
  });
  if (schedule === undefined) return undefined;
  const window = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: how long the window is', title),
    prompt: vscode.l10n.t(
      'In hours. Empty: one hour where it rotates by hours, else until the end of the day (UTC).',
    ),
    value: rotationWindow?.replace(/h$/, '') ?? '',
    ignoreFocusOut: true,
    validateInput: text => windowMessage(text, schedule),
  });
  if (window === undefined) return undefined;
  const lambdaArn = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: the function', title),
    prompt: vscode.l10n.t('ARN of the Lambda function that rotates it'),
    value: rotationLambda ?? '',
    placeHolder: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate',
    ignoreFocusOut: true,
    validateInput: lambdaProblem,
  });
  if (lambdaArn === undefined) return undefined;
  const later = vscode.l10n.t('In the next window');
  const now = vscode.l10n.t('At once, then by the schedule');
  const first = await vscode.window.showQuickPick([later, now], {
    title: vscode.l10n.t('{0}: for the first time', title),
    ignoreFocusOut: true,
  });
  if (first === undefined) return undefined;
  return { immediately: first === now, lambdaArn: lambdaArn.trim(), rules: rotationRules(schedule, window) };
};

/** A doubt lets the schedule pass. */
export function scheduleMessage(text: string): string | vscode.InputBoxValidationMessage | undefined {
  const problem = scheduleProblem(text);
  if (problem === undefined) return undefined;
  if (problem.kind === 'days') return vscode.l10n.t('A number of days from 1 to {0}.', MAX_ROTATION_DAYS);
  if (problem.kind === 'fault') return problem.reason;
  return { message: problem.reason, severity: vscode.InputBoxValidationSeverity.Warning };
}

export function windowMessage(text: string, schedule: string): string | undefined {
  const most = windowLimit(text, schedule);
  if (most === undefined) return undefined;
  return vscode.l10n.t('Whole hours from 1 to {0}: a window ends before the next, and with the day.', most);
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (FunctionName) */
export function lambdaProblem(text: string): string | undefined {
  return /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]{1,128})?$/.test(text.trim())
    ? undefined
    : vscode.l10n.t('An ARN of a Lambda function: arn:aws:lambda:Region:account:function:name');
}
