/** Every kind of question a lookup may lead to, each with its own call, batch and memory. */
import type { Pages } from '../stores/call';
import type { SecretVersionChoice } from '../stores/secretStore';
import type {
  DescribedSecret,
  JsonKeys,
  KeyMetadata,
  ParameterMetadata,
  ParameterVersion,
  SecretVersion,
} from './items';
import { createQuestions, type QuestionContext, type Questions } from './questions';
import type { CatalogSource } from './source';

export interface AccountQuestions {
  /** DescribeParameters, by name. */
  readonly parameters: Questions<ParameterMetadata>;
  /** GetParameters, by name: where the other is denied. */
  readonly parametersByGet: Questions<ParameterMetadata>;
  /** The same name by name: one name that is denied takes nine others with it. */
  readonly parametersOneByOne: Questions<ParameterMetadata>;
  /** GetParameterHistory, by name. */
  readonly histories: Questions<readonly ParameterVersion[]>;
  /** DescribeSecret, by name or ARN. */
  readonly secrets: Questions<DescribedSecret>;
  /** ListSecretVersionIds, by name or ARN. */
  readonly secretVersions: Questions<readonly SecretVersion[]>;
  /** BatchGetSecretValue, by name or ARN, of current versions. Absent: it could not be read with others. */
  readonly jsonKeysTogether: Questions<JsonKeys>;
  /** GetSecretValue, by what `jsonKeysKey` makes. */
  readonly jsonKeys: Questions<JsonKeys>;
  /** DescribeKey, by id, ARN or alias. */
  readonly keys: Questions<KeyMetadata>;
}

/** DescribeParameters takes 50 names a filter, GetParameters 10, BatchGetSecretValue 20. */
const LISTED = 50;
const READ = 10;
const SECRETS = 20;
/** Permissions are given by name for all calls but DescribeParameters: so many names in a row tell that all are denied. */
const PATIENCE = 5;

export function createAccountQuestions(source: CatalogSource, context: QuestionContext): AccountQuestions {
  const { parameters, secrets, keys } = source;
  const single = <T>(
    operation: string,
    ask: (key: string, options: Parameters<typeof secrets.describe>[1]) => Promise<T>,
  ): Questions<T> =>
    createQuestions(
      {
        operation,
        batch: 1,
        patience: PATIENCE,
        fetch: async ([key = ''], options) => new Map([[key, await ask(key, options)]]),
      },
      context,
    );
  return {
    parameters: createQuestions(
      {
        operation: 'ssm:DescribeParameters',
        batch: LISTED,
        // It is allowed for all names or for none.
        patience: 1,
        fetch: (names, options) => parameters.describeNames(names, options),
      },
      context,
    ),
    parametersByGet: createQuestions(
      {
        operation: 'ssm:GetParameters',
        batch: READ,
        patience: PATIENCE,
        fetch: (names, options) => parameters.getNames(names, options),
      },
      context,
    ),
    parametersOneByOne: createQuestions(
      {
        operation: 'ssm:GetParameters',
        batch: 1,
        patience: PATIENCE,
        fetch: (names, options) => parameters.getNames(names, options),
      },
      context,
    ),
    histories: single('ssm:GetParameterHistory', (name, options) => all(parameters.history(name, options))),
    secrets: single('secretsmanager:DescribeSecret', (id, options) => secrets.describe(id, options)),
    secretVersions: single('secretsmanager:ListSecretVersionIds', (id, options) =>
      all(secrets.versions(id, options)),
    ),
    jsonKeysTogether: createQuestions(
      {
        operation: 'secretsmanager:BatchGetSecretValue',
        batch: SECRETS,
        // It is allowed for all secrets or for none; each has GetSecretValue besides.
        patience: 1,
        // For one alone there is GetSecretValue, which needs one permission less.
        fetch: async (ids, options) => (ids.length > 1 ? secrets.jsonKeysOf(ids, options) : new Map()),
      },
      context,
    ),
    jsonKeys: single('secretsmanager:GetSecretValue', (key, options) => {
      const { id, version } = jsonKeysOf(key);
      return secrets.jsonKeys(id, version, options);
    }),
    keys: single('kms:DescribeKey', (keyId, options) => keys.describe(keyId, options)),
  };
}

/** A version of a secret as one text. Stages and version ids hold no colon; a secret's ARN does, and comes last. */
export function jsonKeysKey(id: string, { versionStage = '', versionId = '' }: SecretVersionChoice): string {
  return `${versionStage}:${versionId}:${id}`;
}

function jsonKeysOf(key: string): { readonly id: string; readonly version: SecretVersionChoice } {
  const [versionStage, versionId, ...id] = key.split(':');
  return {
    id: id.join(':'),
    version: { ...(versionStage && { versionStage }), ...(versionId && { versionId }) },
  };
}

async function all<T>(pages: Pages<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
