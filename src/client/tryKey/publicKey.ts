import * as vscode from 'vscode';
import { sensitive } from '../../core/value/sensitive';
import { base64Of } from './result';
import type { Trying, TryOutcome } from './tryDeps';

const LINE = 64;

/** As PEM, which is what other programs take. */
export async function readPublicKey({ key, now, aws }: Trying): Promise<TryOutcome> {
  const der = await aws.keys.publicKey(key.keyId);
  const bytes = sensitive(new TextEncoder().encode(pemOf(der)));
  const name = vscode.l10n.t('Public key ({0})', now.spec ?? '');
  return {
    kind: 'result',
    title: vscode.l10n.t('The public key of {0}', key.label),
    parts: [{ name, bytes, secret: false, form: 'text', fileName: 'public-key.pem' }],
  };
}

/** https://www.rfc-editor.org/rfc/rfc7468#section-13 */
export function pemOf(der: Uint8Array): string {
  const lines = base64Of(der).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}
