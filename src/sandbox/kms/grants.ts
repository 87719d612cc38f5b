import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Operation, Output, RequestContext } from '../context';
import { seconds } from '../context';
import { constraintError, validationError } from '../errors';
import {
  type Input,
  isRecord,
  optionalInteger,
  optionalText,
  optionalTexts,
  requiredText,
  textMap,
} from '../input';
import { keyOfToken, takePage } from '../paging';
import type { StoredGrant, StoredKey } from '../state';
import { isAsymmetric, type KeyUsage } from './keySpecs';
import { findKeyById, keyArn, notFound, requireUsable, specOf, usageOf } from './keys';
import { invalidMarker, keyIdOf, kmsPage } from './shared';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html. The sandbox keeps grants; they let nobody in. */
export const createGrant: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const operations = checkedOperations(input, key);
  const name = optionalText(input, 'Name', { min: 1, max: 256 });
  const retiringPrincipal = optionalText(input, 'RetiringPrincipal', { min: 1, max: 256 });
  const grant: StoredGrant = {
    id: randomBytes(32).toString('hex'),
    granteePrincipal: requiredText(input, 'GranteePrincipal', { min: 1, max: 256 }),
    operations,
    created: context.now(),
    ...(name !== undefined && { name }),
    ...(retiringPrincipal !== undefined && { retiringPrincipal }),
    ...constraintsOf(input),
  };
  requireUsable(context, key);
  const GrantToken = randomBytes(32).toString('base64');
  const same = name === undefined ? undefined : key.grants?.find(each => isSame(each, grant));
  if (same) return { GrantId: same.id, GrantToken };
  context.state.keys.set(key.id, { ...key, grants: [...(key.grants ?? []), grant] });
  return { GrantId: grant.id, GrantToken };
};

/** With a name, the same request gives the grant there is. */
function isSame(there: StoredGrant, asked: StoredGrant): boolean {
  const plain = ({ id: _id, created: _created, ...rest }: StoredGrant) => rest;
  return isDeepStrictEqual(plain(there), plain(asked));
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-compare.html: those of other kinds of keys are refused. */
function checkedOperations(input: Input, key: StoredKey): readonly string[] {
  const operations = optionalTexts(input, 'Operations');
  if (operations === undefined) throw constraintError('Operations', 'Member must not be null');
  const fits = [...OPERATIONS[usageOf(key)], ...(isAsymmetric(specOf(key)) ? ['GetPublicKey'] : [])];
  const symmetric = specOf(key) === 'SYMMETRIC_DEFAULT';
  const wrong = operations.find(
    each => !fits.includes(each) || (each.startsWith('GenerateDataKey') && !symmetric),
  );
  if (wrong !== undefined) throw validationError(`Operation ${wrong} is not supported on this key.`);
  if (!symmetric && isRecord(input['Constraints']))
    throw validationError('Grant constraints are not supported on this key.');
  return operations;
}

const ALL = ['CreateGrant', 'DescribeKey', 'RetireGrant'];
const OPERATIONS: Readonly<Record<KeyUsage, readonly string[]>> = {
  ENCRYPT_DECRYPT: [
    ...ALL,
    'Encrypt',
    'Decrypt',
    'ReEncryptFrom',
    'ReEncryptTo',
    'GenerateDataKey',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
  ],
  SIGN_VERIFY: [...ALL, 'Sign', 'Verify'],
  GENERATE_VERIFY_MAC: [...ALL, 'GenerateMac', 'VerifyMac'],
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html: 50 by default, at most 100. */
export const listGrants: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const size = optionalInteger(input, 'Limit', { min: 1, max: 100 }) ?? 50;
  const after = keyOfToken('ListGrants', optionalText(input, 'Marker'), invalidMarker);
  const wanted = optionalText(input, 'GrantId');
  const grantee = optionalText(input, 'GranteePrincipal');
  const entries = (key.grants ?? [])
    .map((grant, index) => [String(index).padStart(6, '0'), grant] as const)
    .filter(([place]) => after === undefined || place > after);
  const page = takePage('ListGrants', entries, size, ({ id, granteePrincipal }) => {
    return (wanted === undefined || id === wanted) && (grantee === undefined || granteePrincipal === grantee);
  });
  return kmsPage('Grants', page, grant => grantOutput(context, key, grant));
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html; also while the key is disabled or to be deleted. */
export const revokeGrant: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const id = requiredText(input, 'GrantId', { min: 1, max: 128 });
  const { grants = [] } = key;
  const kept = grants.filter(grant => grant.id !== id);
  if (kept.length === grants.length) throw notFound(`Grant ID ${id} not found`);
  context.state.keys.set(key.id, { ...key, grants: kept });
  return {};
};

function constraintsOf(input: Input): Pick<StoredGrant, 'contextEquals' | 'contextSubset'> {
  const { Constraints: constraints } = input;
  if (!isRecord(constraints)) return {};
  return {
    ...(isRecord(constraints['EncryptionContextEquals']) && {
      contextEquals: textMap(constraints, 'EncryptionContextEquals'),
    }),
    ...(isRecord(constraints['EncryptionContextSubset']) && {
      contextSubset: textMap(constraints, 'EncryptionContextSubset'),
    }),
  };
}

function grantOutput(context: RequestContext, key: StoredKey, grant: StoredGrant): Output {
  const { contextEquals, contextSubset } = grant;
  return {
    KeyId: keyArn(context, key.id),
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: seconds(grant.created),
    GranteePrincipal: grant.granteePrincipal,
    ...(grant.retiringPrincipal === undefined ? {} : { RetiringPrincipal: grant.retiringPrincipal }),
    IssuingAccount: `arn:aws:iam::${context.account}:root`,
    Operations: grant.operations,
    ...(contextEquals === undefined && contextSubset === undefined
      ? {}
      : { Constraints: { EncryptionContextEquals: contextEquals, EncryptionContextSubset: contextSubset } }),
  };
}
