/** What is said where somebody is asked what a value is, and is told where it belongs and what that costs. */
import * as vscode from 'vscode';
import { type Price, prices } from '../../core/facts/prices';
import type { AnswerId, Outcome, QuestionId, Reason } from '../../core/storing/decision';

export interface AnswerText {
  readonly label: string;
  readonly detail: string;
}

export function questionText(id: QuestionId): string {
  const texts: Readonly<Record<QuestionId, string>> = {
    rotation: vscode.l10n.t('Is AWS to change it by itself, every few weeks (rotation)?'),
    contents: vscode.l10n.t('What is it?'),
    secrecy: vscode.l10n.t('Who may know it?'),
    size: vscode.l10n.t('How large can it become?'),
    plainReaders: vscode.l10n.t('Who reads it?'),
    secretReaders: vscode.l10n.t('Who reads it, and how?'),
  };
  return texts[id];
}

export function answerText(id: AnswerId): AnswerText {
  const texts: Readonly<Record<AnswerId, AnswerText>> = {
    rotated: {
      label: vscode.l10n.t('Yes, it is rotated'),
      detail: vscode.l10n.t('The password of a database, a key of a partner, a token'),
    },
    notRotated: {
      label: vscode.l10n.t('No'),
      detail: vscode.l10n.t('It stays until somebody changes it'),
    },
    database: {
      label: vscode.l10n.t('Credentials of a database'),
      detail: vscode.l10n.t('AWS has functions that rotate those'),
    },
    apiKey: {
      label: vscode.l10n.t('An API key or a token'),
      detail: vscode.l10n.t('Rotated by the partner that gives it, or by a Lambda function of yours'),
    },
    otherContents: {
      label: vscode.l10n.t('Something else'),
      detail: vscode.l10n.t('Rotated by a Lambda function of yours'),
    },
    plain: {
      label: vscode.l10n.t('Anybody who may read the account: it is no secret'),
      detail: vscode.l10n.t('Configuration, feature flags, host names'),
    },
    secret: {
      label: vscode.l10n.t('Few: it is kept encrypted in AWS'),
      detail: vscode.l10n.t('Passwords, tokens, private keys'),
    },
    ownFile: {
      label: vscode.l10n.t('Few, and it stays with me: a file that is encrypted'),
      detail: vscode.l10n.t('In a repository, a backup, a bucket; AWS keeps the key alone'),
    },
    upTo4K: {
      label: vscode.l10n.t('Up to 4 KB'),
      detail: vscode.l10n.t('4,096 bytes: nearly everything'),
    },
    upTo8K: { label: vscode.l10n.t('Up to 8 KB'), detail: vscode.l10n.t('A certificate with its chain') },
    upTo64K: { label: vscode.l10n.t('Up to 64 KB'), detail: vscode.l10n.t('65,536 bytes') },
    larger: { label: vscode.l10n.t('Larger'), detail: vscode.l10n.t('A whole file') },
    thisAccount: {
      label: vscode.l10n.t('This account'),
      detail: vscode.l10n.t('Programs, templates and people of it'),
    },
    programs: {
      label: vscode.l10n.t('Programs of this account'),
      detail: vscode.l10n.t('By SDK or command line, in Lambda, ECS or EC2'),
    },
    templates: {
      label: vscode.l10n.t('CloudFormation, by a reference in a template'),
      detail: '{{resolve:…}}',
    },
    otherAccounts: {
      label: vscode.l10n.t('Other accounts too'),
      detail: vscode.l10n.t('It is shared with them'),
    },
    otherRegions: {
      label: vscode.l10n.t('Other Regions too'),
      detail: vscode.l10n.t('A copy in each, kept the same'),
    },
  };
  return texts[id];
}

/** What it becomes, to be clicked. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.service) {
    case 'parameter':
      return outcome.tier === 'Standard'
        ? vscode.l10n.t('A standard parameter ({0})', outcome.type)
        : vscode.l10n.t('An advanced parameter ({0})', outcome.type);
    case 'secret':
      return vscode.l10n.t('A secret in Secrets Manager');
    case 'encrypt':
      return vscode.l10n.t('A file of yours, encrypted with a KMS key');
  }
}

/** Each fits into a row of the list, which cuts off what is longer. */
export function reasonText(reason: Reason): string {
  const texts: Readonly<Record<Reason, string>> = {
    rotates: vscode.l10n.t('Secrets Manager alone rotates; Set Rotation… on it says when.'),
    plain: vscode.l10n.t('What is no secret and small costs nothing there.'),
    plainShared: vscode.l10n.t(
      'Only an advanced one can be shared with accounts (AWS RAM), which read it by ARN.',
    ),
    plainOver4K: vscode.l10n.t('A standard parameter holds 4,096 bytes, an advanced one 8,192.'),
    plainOver8K: vscode.l10n.t('No parameter holds more than 8,192 bytes; a secret holds 65,536.'),
    plainOver64K: vscode.l10n.t(
      'None of these holds that much: put it into a bucket, and a parameter says where.',
    ),
    secret: vscode.l10n.t('Encrypted under the key of the account (aws/ssm), or one of your own.'),
    secretOver4K: vscode.l10n.t(
      'A standard parameter holds 4,096 bytes, an advanced one 8,192. It is encrypted.',
    ),
    secretOver8K: vscode.l10n.t('No parameter holds more than 8,192 bytes; a secret holds 65,536.'),
    secretOver64K: vscode.l10n.t(
      'No secret holds more than 65,536 bytes: encrypt it, and keep it in a bucket.',
    ),
    inTemplates: vscode.l10n.t(
      'Templates take a secret nearly everywhere, a SecureString at eleven properties.',
    ),
    shared: vscode.l10n.t('Its policy lets accounts in, and so must that of its key: one of your own.'),
    replicated: vscode.l10n.t(
      'Secrets are replicated to Regions (Replicate to Regions…); parameters are not.',
    ),
    ownFile: vscode.l10n.t('KMS encrypts and keeps nothing: who may use the key can read the file.'),
  };
  return texts[reason];
}

export function costText(outcome: Outcome): string {
  const { secret, secretCalls, advancedParameter, parameterCalls, key, keyCalls } = prices;
  switch (outcome.service) {
    case 'parameter':
      if (outcome.tier !== 'Standard') return monthly(advancedParameter, parameterCalls);
      return outcome.type === 'SecureString'
        ? vscode.l10n.t(
            'No charge but for requests to KMS: {0} for 10,000 ({1})',
            dollars(keyCalls),
            of(keyCalls),
          )
        : vscode.l10n.t('No charge');
    case 'secret': {
      const own = monthly(secret, secretCalls);
      if (outcome.replicated) return vscode.l10n.t('{0}; each replica as much again', own);
      return outcome.ownKey ? vscode.l10n.t('{0}; its key {1} a month', own, dollars(key)) : own;
    }
    case 'encrypt':
      return monthly(key, keyCalls);
  }
}

function monthly(month: Price, calls: Price): string {
  return vscode.l10n.t('{0} a month, {1} for 10,000 calls ({2})', dollars(month), dollars(calls), of(month));
}

/** Where and when it held. */
function of({ asOf }: Price): string {
  return vscode.l10n.t('us-east-1, {0}', asOf);
}

function dollars({ usd }: Price): string {
  return `$${usd.toFixed(2)}`;
}
