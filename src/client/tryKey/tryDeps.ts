import type * as vscode from 'vscode';
import type { KeyMetadata } from '../../core/catalog/items';
import type { EncryptionContext } from '../../core/keys/encryptionContext';
import type { AwsConnection } from '../../core/ports';
import type { Bytes } from '../../core/stores/keyCryptography';
import type { Sensitive } from '../../core/value/sensitive';
import type { FileEncryptionModule } from '../lazy';
import type { ResultPart } from './result';
import type { TriedKey } from './usableKey';

/** What each of the tries works with. */
export interface Trying {
  readonly key: TriedKey;
  readonly now: KeyMetadata;
  /** Of before the first question: where something else is connected to meanwhile, its calls fail. */
  readonly aws: AwsConnection;
  readonly questions: TryQuestions;
  /** Loaded with the first file. */
  readonly fileEncryption: () => FileEncryptionModule;
}

/** What a person is asked; undefined: they went away. */
export interface TryQuestions {
  /** Not asked where there is one alone. */
  algorithm(algorithms: readonly string[], title: string): Promise<string | undefined>;
  context(title: string): Promise<EncryptionContext | undefined>;
  bytes(wanted: WantedBytes): Promise<Sensitive<Bytes> | undefined>;
  /** Whether the message is given, or its digest. */
  form(title: string): Promise<'message' | 'digest' | undefined>;
  /** One that is read from. */
  openFile(title: string): Promise<vscode.Uri | undefined>;
  /** One that is written to; whether it may be overwritten has been asked. */
  saveFile(title: string, proposed: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** How long a data key is, and whether it is wanted in the plain too. */
  dataKey(title: string): Promise<{ readonly bytes: number; readonly plain: boolean } | undefined>;
}

export interface WantedBytes {
  readonly title: string;
  readonly prompt: string;
  /** `secret` is masked while it is typed; `binary` is typed in base64, and may be so in a file. */
  readonly form: 'secret' | 'text' | 'binary';
  readonly maxBytes: number;
  /** Said of more than that. */
  readonly tooMuch: string;
  /** No more and no fewer; then it may be typed in hexadecimal too. */
  readonly exactBytes?: number;
}

/** What came out; undefined where somebody went away. */
export type TryOutcome = TryResult | Verdict | Saved | undefined;

export interface TryResult {
  readonly kind: 'result';
  readonly title: string;
  readonly parts: readonly ResultPart[];
}

/** It is in a file that somebody chose. */
export interface Saved {
  readonly kind: 'saved';
  readonly file: vscode.Uri;
  readonly message: string;
}

export interface Verdict {
  readonly kind: 'verdict';
  readonly holds: boolean;
  readonly message: string;
}
