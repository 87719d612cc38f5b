import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import type { Change, WriteGate } from '../gate/writeGate';
import type { UndoOffer } from '../write/undoOffer';
import { checkedByAws } from './checkedByAws';
import type { LiveDraft } from './liveDocuments';
import type { OthersChange } from './othersChange';
import { isNoPolicy, type PolicyDocuments, writePolicy } from './policyKind';
import { layOutPolicy, type PolicyPlace } from './policyUri';
import { sameAccount, savedDraft } from './sameAccount';

export interface ApplyDeps {
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly policies: PolicyDocuments;
  readonly othersChange: Pick<OthersChange, 'mayOverwrite'>;
  readonly offerUndo: UndoOffer;
}

/**
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html and
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html
 */
const maxBytes = { key: 32_768, secret: 20_480 };

/**
 * Sends a staged policy to AWS: read again first, so that nobody's change is lost unseen; checked by Secrets Manager, where
 * it is a secret's; through the gate; with KMS's lockout check, or Secrets Manager's look for public access; and with a way
 * back.
 */
export async function applyPolicy(uri: vscode.Uri, deps: ApplyDeps): Promise<void> {
  const { gate, policies, othersChange } = deps;
  const draft = await savedDraft(uri, policies.draft);
  if (draft === undefined) return;
  const { staged, place, base } = draft;
  const text = sendable(staged, place.kind);
  const session = policies.sessionOf(uri);
  const { account, aws } = await sameAccount(session, draft);
  const live = await policies.read(aws, place);
  const merging = () => policies.merging(uri, live);
  const conflict = { uri, base, theirs: live, mine: staged, merging };
  if (live !== base && !(await othersChange.mayOverwrite(conflict))) return;
  const removes = isNoPolicy(place, text);
  const unchecked = removes ? [] : await checkedByAws(aws, place, text);
  const change: Change = {
    kind: removes ? 'delete' : 'overwrite',
    question: removes
      ? vscode.l10n.t('Remove the policy of {0}? It has no statement left.', place.label)
      : vscode.l10n.t('Replace the policy of {0}?', place.label),
    details: [...warningsFor(uri), ...unchecked],
    action: vscode.l10n.t('Apply'),
    target: place.label,
  };
  if (!(await gate.pass(change, account))) return;
  await writePolicy(aws, place, text);
  policies.applied(uri, staged);
  deps.offerUndo(vscode.l10n.t('The policy of {0} is changed.', place.label), () =>
    undoApply(uri, { draft, live, sent: staged }, deps),
  );
}

/** JSON alone: AWS takes no comments. Laid out as it is, or on one line where it would be too large. */
function sendable(text: string, kind: PolicyPlace['kind']): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return Buffer.byteLength(text) > maxBytes[kind] ? JSON.stringify(parsed) : text;
  } catch {
    throw failureError({
      kind: 'failure',
      code: 'invalid',
      message: vscode.l10n.t('The policy was not sent: it is not valid JSON (AWS takes no comments either).'),
      operation: 'apply',
    });
  }
}

/** What the linter says of it, the worst first. */
function warningsFor(uri: vscode.Uri): readonly string[] {
  const errors = vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, severity }) => source === 'keyhole' && severity === vscode.DiagnosticSeverity.Error)
    .map(({ message }) => message);
  if (errors.length === 0) return [];
  const [first = ''] = errors;
  return [
    errors.length === 1
      ? vscode.l10n.t('Keyhole found an error in it: {0}', first)
      : vscode.l10n.t('Keyhole found {0} errors in it, the first: {1}', errors.length, first),
  ];
}

interface Applied {
  readonly draft: LiveDraft<PolicyPlace>;
  /** What was in the account before. */
  readonly live: string;
  readonly sent: string;
}

async function undoApply(
  uri: vscode.Uri,
  { draft, live, sent }: Applied,
  { gate, policies, othersChange }: ApplyDeps,
): Promise<void> {
  const { place } = draft;
  const session = policies.sessionOf(uri);
  const { account, aws } = await sameAccount(session, draft);
  const now = await policies.read(aws, place);
  const merging = () => policies.merging(uri, now);
  const conflict = { uri, base: sent, theirs: now, mine: live, merging };
  if (now !== layOutPolicy(sent) && !(await othersChange.mayOverwrite(conflict))) return;
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Put the earlier policy of {0} back?', place.label),
    details: [],
    action: vscode.l10n.t('Put Back'),
    target: place.label,
  };
  if (!(await gate.pass(change, account))) return;
  await writePolicy(aws, place, live);
  policies.applied(uri, live);
}
