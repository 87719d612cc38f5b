/** What a new secret will hold. What is generated is generated when it is made, and seen by nobody. */
import type { PasswordSpec } from '../stores/secretChanges';
import { utf8Length } from '../text/utf8';
import { type Sensitive, sensitive } from '../value/sensitive';

export type FieldValue =
  | { readonly kind: 'given'; readonly value: Sensitive<string> }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'generated'; readonly password: PasswordSpec };

export interface SecretField {
  readonly key: string;
  readonly value: FieldValue;
}

export type SecretContent =
  | { readonly form: 'empty' }
  | { readonly form: 'text'; readonly value: FieldValue }
  | { readonly form: 'json'; readonly fields: readonly SecretField[] };

/** The value as it is kept; undefined for an empty secret. */
export async function composeSecret(
  content: SecretContent,
  generate: (password: PasswordSpec) => Promise<Sensitive<string>>,
): Promise<Sensitive<string> | undefined> {
  const plain = async (value: FieldValue): Promise<string | number> => {
    if (value.kind === 'generated') return (await generate(value.password)).reveal();
    return value.kind === 'number' ? value.value : value.value.reveal();
  };
  if (content.form === 'empty') return undefined;
  if (content.form === 'text') return sensitive(String(await plain(content.value)));
  const entries: [string, string | number][] = [];
  for (const { key, value } of content.fields) entries.push([key, await plain(value)]);
  return sensitive(jsonOf(entries));
}

/** Written out, because an object would put keys that are numbers first, and lose `__proto__`. */
function jsonOf(entries: readonly (readonly [key: string, value: string | number])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

export function bytesOf(value: Sensitive<string>): number {
  return utf8Length(value.reveal());
}
