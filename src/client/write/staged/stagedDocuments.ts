import type * as vscode from 'vscode';
import type { AwsConnection } from '../../../core/ports';
import type { LiveDocuments, LiveDraft, LivePlace, StagedDraft } from '../../documents/liveDocuments';
import type { PolicyDocuments } from '../../documents/policyKind';
import type { ValueDocuments } from '../../documents/valueKind';
import { connectionName } from '../../session/connectionName';
import type { Session } from '../../session/session';

export interface StagedKinds {
  readonly policies: PolicyDocuments;
  readonly values: ValueDocuments;
}

/** A document that is saved in this window and not applied. */
export interface StagedDocument {
  readonly kind: 'policy' | 'value';
  readonly uri: vscode.Uri;
  /** The name of the parameter, or what the policy is of. */
  readonly name: string;
  /** Undefined where the connection is not shown any longer. */
  readonly connection: string | undefined;
  /** As it was when it was listed. */
  readonly draft: StagedDraft<LivePlace>;
  /** As it is now. */
  now(): LiveDraft<LivePlace> | undefined;
  /** Throws a FailureError where the connection is not shown any longer. */
  session(): Session;
  /** Its text as AWS holds it. */
  read(aws: AwsConnection): Promise<string>;
  discard(): Promise<void>;
}

/** All of the window, in the order in which they were opened. */
export function stagedDocuments({ policies, values }: StagedKinds): readonly StagedDocument[] {
  return [
    ...stagedOf('policy', policies, ({ label }) => label),
    ...stagedOf('value', values, ({ name }) => name),
  ];
}

function stagedOf<P extends LivePlace>(
  kind: StagedDocument['kind'],
  documents: Omit<LiveDocuments<P, never>, 'open'>,
  nameOf: (place: P) => string,
): readonly StagedDocument[] {
  return documents.staged().map(draft => {
    const { uri, place } = draft;
    const session = () => documents.sessionOf(uri);
    return {
      kind,
      uri,
      name: nameOf(place),
      connection: connectionOf(session),
      draft,
      now: () => documents.draft(uri),
      session,
      read: aws => documents.read(aws, place),
      discard: () => documents.discard(uri),
    };
  });
}

function connectionOf(session: () => Session): string | undefined {
  try {
    return connectionName(session());
  } catch {
    return undefined;
  }
}
