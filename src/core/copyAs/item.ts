import type { ParameterType } from '../catalog/items';

/** What is copied as something. Names and ids alone: nothing here knows a value. */
export type CopyItem =
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly type: ParameterType;
      readonly version: number;
      readonly arn?: string;
      readonly keyId?: string;
    }
  | { readonly kind: 'secret'; readonly name: string; readonly arn: string; readonly keyId?: string }
  | { readonly kind: 'key'; readonly id: string; readonly arn: string; readonly alias?: string };

export type CopyKind = CopyItem['kind'];
export type ParameterItem = Extract<CopyItem, { kind: 'parameter' }>;
export type SecretItem = Extract<CopyItem, { kind: 'secret' }>;
export type KeyItem = Extract<CopyItem, { kind: 'key' }>;

export interface CopyPlace {
  readonly region: string;
  /** Twelve digits; absent where it is not known. */
  readonly account?: string;
}

/** One way to write an item. Undefined where it cannot be written that way. */
export interface CopyFormat {
  readonly id: string;
  readonly label: string;
  /** What it is good for, or to be known of it. */
  readonly detail?: string;
  text(item: CopyItem, place: CopyPlace): string | undefined;
}

/** What a key is called where a name will do. */
export function keyName({ alias, id }: KeyItem): string {
  return alias ?? id;
}
