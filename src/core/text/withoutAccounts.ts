const MASKED = '••••••••••••';

/**
 * A text without the account numbers in it, alone or in an ARN: twelve digits between which and other digits, letters or
 * hyphens there is something else. The end of a UUID is twelve characters too, and may be digits alone.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html
 */
export function withoutAccounts(text: string): string {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, MASKED);
}
