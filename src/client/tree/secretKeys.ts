import * as vscode from 'vscode';
import type { Recognised, RecognisedShape } from '../../core/secrets/recognise';
import { MAX_LISTED } from './listed';
import type { Look } from './look';
import type { MoreNode, Node, SecretKeyNode, SecretNode } from './nodes';

/** The keys of a secret, by their names, in the section and of the connection that it stands in. */
export function secretKeyNodes(secret: SecretNode, keys: readonly string[]): readonly Node[] {
  const { metadata, source, section } = secret;
  const { name, arn } = metadata;
  const place = { ...(source !== undefined && { source }), ...(section !== undefined && { section }) };
  const nodes = keys
    .slice(0, MAX_LISTED)
    .map((key): SecretKeyNode => ({ ...place, kind: 'secretKey', label: key, key, name, arn }));
  const count = keys.length - MAX_LISTED;
  const more: MoreNode = { ...place, kind: 'more', view: 'keyhole.secrets', count, of: `keys of ${arn}` };
  return count > 0 ? [...nodes, more] : nodes;
}

export function secretKeyLook({ name }: SecretKeyNode): Look {
  return { icon: new vscode.ThemeIcon('symbol-key'), spoken: vscode.l10n.t('key of the secret {0}', name) };
}

const icons: Readonly<Record<RecognisedShape['kind'], string>> = {
  database: 'database',
  login: 'account',
  apiKey: 'key',
  certificate: 'verified',
  privateKey: 'gist-secret',
  pairs: 'json',
  text: 'symbol-string',
  binary: 'file-binary',
};

export function shapeIcon({ kind }: RecognisedShape): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icons[kind]);
}

export function shapeText(shape: RecognisedShape): string {
  switch (shape.kind) {
    case 'database':
      return shape.engine === undefined
        ? vscode.l10n.t('database credentials')
        : vscode.l10n.t('database credentials ({0})', shape.engine);
    case 'login':
      return vscode.l10n.t('user and password');
    case 'apiKey':
      return vscode.l10n.t('API key');
    case 'certificate':
      return vscode.l10n.t('certificate');
    case 'privateKey':
      return vscode.l10n.t('private key');
    case 'pairs':
      return vscode.l10n.t('keys and values');
    case 'text':
      return vscode.l10n.t('text');
    case 'binary':
      return vscode.l10n.t('binary');
  }
}

/** For the tooltip: `database credentials (postgres), 5 keys`. */
export function heldText({ shape, keys }: Recognised): string {
  if (keys.length === 0) return shapeText(shape);
  return vscode.l10n.t('{0}, keys: {1}', shapeText(shape), keys.length);
}
