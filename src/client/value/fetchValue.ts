import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { AwsConnection, CatalogId } from '../../core/ports';
import type { CallOptions } from '../../core/stores/call';
import { type Sensitive, sensitive } from '../../core/value/sensitive';

/** Which version was read. `editable`: a text, and the version that is the latest or current one. */
export type Revision =
  | { readonly kind: 'parameter'; readonly version: number; readonly editable: boolean }
  /** `versionId` is empty of a secret without a value. */
  | { readonly kind: 'secret'; readonly versionId: string; readonly editable: boolean };

export interface FetchedValue {
  readonly value: Sensitive<string>;
  readonly revision: Revision;
  /** Of a secret: which one it is, and whether it is a text. */
  readonly secret?: { readonly arn: string; readonly form: 'string' | 'binary' };
  /** What was read, for people: type and version. */
  readonly facts: string;
}

/** Reads one value. Called only because a person asked for it. */
export async function fetchValue(
  { parameters, secrets }: AwsConnection,
  target: CatalogId,
  options: CallOptions,
): Promise<FetchedValue> {
  if (target.kind === 'parameter') {
    const { type, version, value } = await parameters.reveal(target.name, target.version, options);
    const editable = target.version === undefined && !isForeign(target.name);
    const revision = { kind: 'parameter', version, editable } as const;
    return { value, revision, facts: vscode.l10n.t('{0}, version {1}', type, version) };
  }
  const { id, versionStage, versionId } = target;
  const choice = { ...(versionStage && { versionStage }), ...(versionId && { versionId }) };
  const { arn, stages, form, value, versionId: read } = await secrets.reveal(id, choice, options);
  const version = vscode.l10n.t('version {0}', stages.length > 0 ? stages.join(', ') : read);
  const editable = form === 'string' && stages.includes('AWSCURRENT');
  return {
    value,
    revision: { kind: 'secret', versionId: read, editable },
    secret: { arn, form },
    facts: form === 'binary' ? vscode.l10n.t('{0}, binary, shown in base64', version) : version,
  };
}

/** Of AWS, or of another account: those have ARNs here. */
function isForeign(name: string): boolean {
  return /^(?:\/aws\/|arn:)/.test(name);
}

/** A secret that was made without a value begins with an empty text: what is saved is its first version. */
export async function fetchForEdit(
  aws: AwsConnection,
  target: CatalogId,
  options: CallOptions,
): Promise<FetchedValue> {
  try {
    return await fetchValue(aws, target, options);
  } catch (thrown) {
    if (target.kind !== 'secret' || failureOf(thrown).code !== 'not-found') throw thrown;
    const { versions = [] } = await aws.secrets.describe(target.id, options);
    if (versions.length > 0) throw thrown;
    const revision = { kind: 'secret', versionId: '', editable: true } as const;
    return { value: sensitive(''), revision, facts: vscode.l10n.t('without a value yet') };
  }
}
