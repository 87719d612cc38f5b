import { textOf } from '../../template/symbolic';
import { USE } from '../keyActions';
import type { PolicyDocument } from '../model';
import { list, object } from '../written';
import { type KeyPlace, type ServiceStatement, texts } from './serviceStatements';

/** More are no help in a menu. */
const MOST_ACCOUNTS = 3;

/**
 * A statement that lets another account use the key, as AWS documents it: for the first few accounts that the document
 * names, here or elsewhere, and that are neither the key's own nor let in as a whole already.
 */
export function accountStatements(
  { statements }: PolicyDocument,
  { account: own, partition }: KeyPlace,
  text: string,
): readonly ServiceStatement[] {
  const accounts = new Set(Array.from(text.matchAll(/(?<![\w.$-])\d{12}(?![\w.-])/g), ([digits]) => digits));
  accounts.delete(own);
  for (const { effect, principal } of statements) {
    if (effect !== 'Allow') continue;
    for (const one of principal?.principals ?? []) {
      if (one.kind === 'account') accounts.delete(textOf(one.account));
    }
  }
  return [...accounts].slice(0, MOST_ACCOUNTS).map(account => ({
    title: `account ${account} uses the key`,
    statements: () => [
      object(
        ['Sid', `Use by account ${account}`],
        ['Effect', 'Allow'],
        ['Principal', object(['AWS', texts(`arn:${partition}:iam::${account}:root`)])],
        ['Action', list(...USE)],
        ['Resource', '*'],
      ),
    ],
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  }));
}
