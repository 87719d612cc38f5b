/** What a grant allows, in words. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations */
import type { KeyGrant } from './items';

/** In the order people ask: what is read first. */
const verbs: ReadonlyMap<string, string> = new Map([
  ['Decrypt', 'decrypt'],
  ['Encrypt', 'encrypt'],
  ['GenerateDataKey', 'make data keys'],
  ['GenerateDataKeyWithoutPlaintext', 'make encrypted data keys'],
  ['GenerateDataKeyPair', 'make data key pairs'],
  ['GenerateDataKeyPairWithoutPlaintext', 'make encrypted data key pairs'],
  ['ReEncryptFrom', 're-encrypt what is under it'],
  ['ReEncryptTo', 're-encrypt to it'],
  ['Sign', 'sign'],
  ['Verify', 'verify signatures'],
  ['GenerateMac', 'make MACs'],
  ['VerifyMac', 'verify MACs'],
  ['DeriveSharedSecret', 'derive shared secrets'],
  ['GetPublicKey', 'read the public key'],
  ['DescribeKey', 'describe it'],
  ['CreateGrant', 'pass this on by grants of its own'],
  ['RetireGrant', 'retire grants'],
]);

/** `decrypt, make data keys`. What is not known is named as AWS names it. */
export function operationsText({ operations }: Pick<KeyGrant, 'operations'>): string {
  const order = [...verbs.keys()];
  const place = (operation: string) => order.indexOf(operation) >>> 0;
  return [...operations]
    .sort((a, b) => place(a) - place(b))
    .map(operation => verbs.get(operation) ?? operation)
    .join(', ');
}

/** `only with the context stage=prod`; undefined for a grant that is not bounded. */
export function constraintsText({
  encryptionContextEquals: equals,
  encryptionContextSubset: subset,
}: Pick<KeyGrant, 'encryptionContextEquals' | 'encryptionContextSubset'>): string | undefined {
  if (equals !== undefined && Object.keys(equals).length > 0)
    return `only with exactly the encryption context ${pairs(equals)}`;
  if (subset !== undefined && Object.keys(subset).length > 0)
    return `only with an encryption context that has ${pairs(subset)}`;
  return undefined;
}

function pairs(context: Readonly<Record<string, string>>): string {
  return Object.entries(context)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
