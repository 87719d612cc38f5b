/** What came out of a try, as it is shown, copied and saved. */
import type { Bytes } from '../../core/stores/keyCryptography';
import { type Sensitive, sensitive } from '../../core/value/sensitive';

export interface ResultPart {
  /** `Ciphertext` */
  readonly name: string;
  readonly bytes: Sensitive<Bytes>;
  /** Masked until somebody asks, and gone from the clipboard after a while. */
  readonly secret: boolean;
  readonly form: 'bytes' | 'text';
  /** What it is called where it is saved. */
  readonly fileName: string;
}

/** A part that is no secret. */
export function openPart(name: string, bytes: Bytes, fileName: string): ResultPart {
  return { name, bytes: sensitive(bytes), secret: false, form: 'bytes', fileName };
}

/** As people read and copy it: the text where it is one, else base64. */
export function shownText({ bytes, form }: Pick<ResultPart, 'bytes' | 'form'>): Sensitive<string> {
  const content = bytes.reveal();
  return sensitive((form === 'text' ? textOf(content) : undefined) ?? base64Of(content));
}

/** Whether base64 stands for what is no text. */
export function isBase64({ bytes, form }: Pick<ResultPart, 'bytes' | 'form'>): boolean {
  return form === 'bytes' || textOf(bytes.reveal()) === undefined;
}

export function base64Of(bytes: Bytes): string {
  return Buffer.from(bytes).toString('base64');
}

/** Undefined for what is no base64; blanks and line ends in it are left out, and padding may lack. */
export function bytesOfBase64(text: string): Bytes | undefined {
  const packed = text.replace(/\s/g, '');
  if (packed === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || packed.replace(/=+$/, '').length % 4 === 1)
    return undefined;
  return new Uint8Array(Buffer.from(packed, 'base64'));
}

function textOf(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
