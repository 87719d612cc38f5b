import * as vscode from 'vscode';
import type { KeyTry } from '../../core/keys/keyTries';
import { generateDataKey } from './dataKeys';
import { decryptText, encryptText } from './encryption';
import { decryptChosenFile, encryptChosenFile } from './files';
import { generateMac, verifyMac } from './macs';
import { readPublicKey } from './publicKey';
import { signMessage, verifySignature } from './signing';
import type { Trying, TryOutcome } from './tryDeps';

export interface Try {
  readonly label: string;
  readonly detail: string;
  run(trying: Trying): Promise<TryOutcome>;
}

/** One row for each thing a key can be tried with. */
export function tryOf(kind: KeyTry): Try {
  switch (kind) {
    case 'encrypt':
      return {
        label: vscode.l10n.t('Encrypt a text'),
        detail: vscode.l10n.t('Up to 4,096 bytes, by the key itself'),
        run: encryptText,
      };
    case 'decrypt':
      return {
        label: vscode.l10n.t('Decrypt a ciphertext'),
        detail: vscode.l10n.t('What comes out is masked'),
        run: decryptText,
      };
    case 'encryptFile':
      return {
        label: vscode.l10n.t('Encrypt a file'),
        detail: vscode.l10n.t('Under a data key, in the format of the AWS Encryption SDK'),
        run: encryptChosenFile,
      };
    case 'decryptFile':
      return {
        label: vscode.l10n.t('Decrypt a file'),
        detail: vscode.l10n.t('What the AWS Encryption SDK has encrypted'),
        run: decryptChosenFile,
      };
    case 'dataKey':
      return {
        label: vscode.l10n.t('Generate a data key'),
        detail: vscode.l10n.t('To encrypt something with elsewhere'),
        run: generateDataKey,
      };
    case 'sign':
      return {
        label: vscode.l10n.t('Sign a message'),
        detail: vscode.l10n.t('Or its digest; what is long is hashed here'),
        run: signMessage,
      };
    case 'verify':
      return {
        label: vscode.l10n.t('Verify a signature'),
        detail: vscode.l10n.t('Of a message or its digest'),
        run: verifySignature,
      };
    case 'mac':
      return {
        label: vscode.l10n.t('Generate a MAC'),
        detail: vscode.l10n.t('Of a message of up to 4,096 bytes'),
        run: generateMac,
      };
    case 'verifyMac':
      return {
        label: vscode.l10n.t('Verify a MAC'),
        detail: vscode.l10n.t('Of a message of up to 4,096 bytes'),
        run: verifyMac,
      };
    case 'publicKey':
      return {
        label: vscode.l10n.t('Read the public key'),
        detail: vscode.l10n.t('As PEM'),
        run: readPublicKey,
      };
  }
}
