/**
 * Parameter Store. Metadata comes from DescribeParameters, which holds no value and needs no kms:Decrypt; where somebody
 * may not list, from GetParameters without decryption, whose values end here.
 */
import {
  type ParameterMetadata as AwsParameterMetadata,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  type Parameter,
  type ParameterHistory,
  type ParameterStringFilter,
  PutParameterCommand,
  type SSMClient,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { batchesOf } from '../core/batches';
import type { ParameterMetadata, ParameterType, ParameterVersion } from '../core/catalog/items';
import { failureError } from '../core/failure';
import type { CallOptions } from '../core/stores/call';
import type { ParameterQuery, ParameterStore, RevealedParameter } from '../core/stores/parameterStore';
import { sensitive } from '../core/value/sensitive';
import { type Call, type Page, pages } from './call';
import { defined, milliseconds } from './fields';

/** DescribeParameters: 50 a page and 50 values a filter; GetParameterHistory: 50 a page. */
const BATCH = 50;
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html, and a page of a path */
const READ_BATCH = 10;

export function createParameterStore(client: SSMClient, call: Call): ParameterStore {
  const describePage = (
    filters: ParameterStringFilter[],
    token: string | undefined,
    options: CallOptions | undefined,
    { resource, shared }: { readonly resource?: string | undefined; readonly shared?: true } = {},
  ): Promise<Page<ParameterMetadata>> =>
    call({ operation: 'ssm:DescribeParameters', ...defined({ resource }) }, options, async send => {
      const command = new DescribeParametersCommand({
        MaxResults: BATCH,
        ...(filters.length > 0 ? { ParameterFilters: filters } : {}),
        ...defined({ NextToken: token, Shared: shared }),
      });
      const { Parameters = [], NextToken } = await client.send(command, send);
      return { items: Parameters.flatMap(metadataOf), ...defined({ next: NextToken }) };
    });

  return {
    describe: (query, options) =>
      pages(options, (token, each) => describePage(filtersOf(query), token, each, { resource: query.path })),

    shared: options =>
      pages(options, async (token, each) => {
        const { items, ...rest } = await describePage([], token, each, { shared: true });
        return { ...rest, items: items.map(one => ({ ...one, name: one.arn ?? one.name })) };
      }),

    byPath: (path, { recursive }, options) =>
      pages(options, (token, each) =>
        call({ operation: 'ssm:GetParametersByPath', resource: path }, each, async send => {
          const command = new GetParametersByPathCommand({
            Path: withoutTrailingSlash(path),
            Recursive: recursive,
            WithDecryption: false,
            MaxResults: READ_BATCH,
            ...defined({ NextToken: token }),
          });
          const { Parameters = [], NextToken } = await client.send(command, send);
          return { items: Parameters.flatMap(readMetadataOf), ...defined({ next: NextToken }) };
        }),
      ),

    describeNames: async (names, options) => {
      const found = new Map<string, ParameterMetadata>();
      for (const batch of batchesOf([...new Set(names)], BATCH)) {
        const filters = [{ Key: 'Name', Option: 'Equals', Values: [...batch] }];
        for await (const page of pages(options, token => describePage(filters, token, options))) {
          for (const metadata of page) found.set(metadata.name, metadata);
        }
      }
      return found;
    },

    getNames: async (names, options) => {
      const found = new Map<string, ParameterMetadata>();
      for (const batch of batchesOf([...new Set(names)], READ_BATCH)) {
        const [only] = batch.length === 1 ? batch : [];
        const request = { operation: 'ssm:GetParameters', ...defined({ resource: only }) } as const;
        const known = await call(request, options, async send => {
          const command = new GetParametersCommand({ Names: [...batch], WithDecryption: false });
          const { Parameters = [] } = await client.send(command, send);
          return Parameters.flatMap(readMetadataOf);
        });
        for (const metadata of known) found.set(metadata.name, metadata);
      }
      return found;
    },

    history: (name, options) =>
      pages(options, (token, each) =>
        call({ operation: 'ssm:GetParameterHistory', resource: name }, each, async send => {
          const command = new GetParameterHistoryCommand({
            Name: name,
            MaxResults: BATCH,
            WithDecryption: false,
            ...defined({ NextToken: token }),
          });
          const { Parameters = [], NextToken } = await client.send(command, send);
          return { items: Parameters.flatMap(versionOf), ...defined({ next: NextToken }) };
        }),
      ),

    reveal: (name, version, options) =>
      call({ operation: 'ssm:GetParameter', resource: name }, options, async send => {
        const command = new GetParameterCommand({
          Name: selected(name, version),
          WithDecryption: true,
        });
        const { Parameter = {} } = await client.send(command, send);
        return revealedOf(Parameter, name, version);
      }),

    revealNames: async (selectors, options) => {
      const found = new Map<string, RevealedParameter>();
      for (const batch of batchesOf([...new Set(selectors)], READ_BATCH)) {
        const [only] = batch.length === 1 ? batch : [];
        const request = { operation: 'ssm:GetParameters', ...defined({ resource: only }) } as const;
        const read = await call(request, options, async send => {
          const command = new GetParametersCommand({ Names: [...batch], WithDecryption: true });
          const { Parameters = [] } = await client.send(command, send);
          return batch.flatMap(selector => answerTo(selector, Parameters));
        });
        for (const [selector, parameter] of read) found.set(selector, parameter);
      }
      return found;
    },

    matching: async (names, holds, { decrypted }, options) => {
      const found = new Map<string, boolean>();
      for (const batch of batchesOf([...new Set(names)], READ_BATCH)) {
        const [only] = batch.length === 1 ? batch : [];
        const request = { operation: 'ssm:GetParameters', ...defined({ resource: only }) } as const;
        const looked = await call(request, options, async send => {
          const command = new GetParametersCommand({ Names: [...batch], WithDecryption: decrypted });
          const { Parameters = [] } = await client.send(command, send);
          return Parameters.flatMap(({ Name, Type, Value }) =>
            // Without decryption the value of a SecureString is ciphertext.
            Name === undefined || Value === undefined || (!decrypted && typeOf(Type) === 'SecureString')
              ? []
              : [[Name, holds(Value)] as const],
          );
        });
        for (const [name, holding] of looked) found.set(name, holding);
      }
      return found;
    },

    readPlain: (name, version, options) =>
      call({ operation: 'ssm:GetParameter', resource: name }, options, async send => {
        const command = new GetParameterCommand({ Name: selected(name, version), WithDecryption: false });
        const { Parameter = {} } = await client.send(command, send);
        const type = typeOf(Parameter.Type);
        const value = type === 'SecureString' ? undefined : Parameter.Value;
        return {
          name: Parameter.Name ?? name,
          type,
          version: Parameter.Version ?? 0,
          ...defined({ value }),
        };
      }),

    create: (parameter, options) =>
      call({ operation: 'ssm:PutParameter', resource: parameter.name }, options, async send => {
        const { name, type, value, policies, tags } = parameter;
        const command = new PutParameterCommand({
          Name: name,
          Type: type,
          Value: value.reveal(),
          // Never over one that is there.
          Overwrite: false,
          ...settingsOf(parameter),
          ...defined({ Policies: policies }),
          ...(tags && tags.size > 0 && { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) }),
        });
        await client.send(command, send);
      }),

    overwrite: (parameter, value, options) =>
      call({ operation: 'ssm:PutParameter', resource: parameter.name }, options, async send => {
        const { name, type, newPolicies } = parameter;
        const command = new PutParameterCommand({
          Name: name,
          Type: type,
          Value: value.reveal(),
          Overwrite: true,
          ...settingsOf(parameter),
          ...defined({
            // An empty list is taken for nothing; one empty policy takes all away:
            // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html
            Policies: newPolicies === '[]' ? '[{}]' : newPolicies,
          }),
        });
        return (await client.send(command, send)).Version ?? parameter.version + 1;
      }),

    label: (name, version, labels, options) =>
      call({ operation: 'ssm:LabelParameterVersion', resource: name }, options, async send => {
        const command = { Name: name, ParameterVersion: version, Labels: [...labels] };
        const { InvalidLabels = [] } = await client.send(new LabelParameterVersionCommand(command), send);
        if (InvalidLabels.length > 0) throw refusedLabels(name, InvalidLabels);
      }),

    unlabel: (name, version, labels, options) =>
      call({ operation: 'ssm:UnlabelParameterVersion', resource: name }, options, async send => {
        const command = { Name: name, ParameterVersion: version, Labels: [...labels] };
        await client.send(new UnlabelParameterVersionCommand(command), send);
      }),

    deleteNames: (names, options) => {
      const [only] = names.length === 1 ? names : [];
      const request = { operation: 'ssm:DeleteParameters', ...defined({ resource: only }) } as const;
      return call(request, options, async send => {
        const { DeletedParameters = [] } = await client.send(
          new DeleteParametersCommand({ Names: [...names] }),
          send,
        );
        return DeletedParameters;
      });
    },
  };
}

/** What a parameter has beside its value. Without its key a SecureString would go over to that of the account. */
function settingsOf({
  type,
  tier,
  keyId,
  dataType,
  description,
  allowedPattern,
}: Pick<ParameterMetadata, 'type' | 'tier' | 'keyId' | 'dataType' | 'description' | 'allowedPattern'>) {
  return defined({
    Tier: tier,
    DataType: dataType,
    Description: description,
    AllowedPattern: allowedPattern,
    KeyId: type === 'SecureString' ? keyId : undefined,
  });
}

/** A version is written after the name: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
function selected(name: string, version: number | undefined): string {
  return version === undefined ? name : `${name}:${version}`;
}

/** AWS answers with those it does not take, and labels with the others. */
function refusedLabels(resource: string, labels: readonly string[]) {
  const message = `AWS does not take as a label of ${resource}: ${labels.join(', ')}`;
  return failureError({
    kind: 'failure',
    code: 'invalid',
    message,
    operation: 'ssm:LabelParameterVersion',
    resource,
  });
}

function filtersOf({ path, nameContains, namePrefix }: ParameterQuery): ParameterStringFilter[] {
  return [
    ...(path ? [{ Key: 'Path', Option: 'Recursive', Values: [withoutTrailingSlash(path)] }] : []),
    ...(nameContains ? [{ Key: 'Name', Option: 'Contains', Values: [nameContains] }] : []),
    ...(namePrefix ? [{ Key: 'Name', Option: 'BeginsWith', Values: [namePrefix] }] : []),
  ];
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function metadataOf(entry: AwsParameterMetadata): readonly ParameterMetadata[] {
  if (entry.Name === undefined) return [];
  return [
    {
      name: entry.Name,
      type: typeOf(entry.Type),
      version: entry.Version ?? 0,
      ...defined({
        arn: entry.ARN,
        tier: entry.Tier,
        dataType: entry.DataType,
        description: entry.Description,
        keyId: entry.KeyId,
        allowedPattern: entry.AllowedPattern,
        policies: policiesOf(entry.Policies),
        lastModifiedDate: milliseconds(entry.LastModifiedDate),
        lastModifiedUser: entry.LastModifiedUser,
      }),
    },
  ];
}

/** Each comes as a text of its own. */
function policiesOf(policies: AwsParameterMetadata['Policies']): string | undefined {
  const texts = (policies ?? []).flatMap(({ PolicyText }) => PolicyText ?? []);
  return texts.length === 0 ? undefined : `[${texts.join()}]`;
}

function revealedOf(entry: Parameter, name: string, version = 0): RevealedParameter {
  return {
    name: entry.Name ?? name,
    type: typeOf(entry.Type),
    version: entry.Version ?? version,
    value: sensitive(entry.Value ?? ''),
  };
}

/** The value that comes along ends here too; GetParameters tells no tier and no key. */
function readMetadataOf(entry: Parameter): readonly ParameterMetadata[] {
  if (entry.Name === undefined) return [];
  return [
    {
      name: entry.Name,
      type: typeOf(entry.Type),
      version: entry.Version ?? 0,
      ...defined({
        arn: entry.ARN,
        dataType: entry.DataType,
        lastModifiedDate: milliseconds(entry.LastModifiedDate),
      }),
    },
  ];
}

/** Which answer is whose: not all that speak for AWS tell the `Selector`, so of a version its number decides. */
function answerTo(
  selector: string,
  answers: readonly Parameter[],
): readonly (readonly [string, RevealedParameter])[] {
  const [, name = selector, version] = /^(.*):(\d+)$/.exec(selector) ?? [];
  const own = answers.filter(({ Name }) => Name === name);
  const entry =
    version === undefined
      ? (own.find(({ Selector }) => !Selector) ?? own[0])
      : own.find(({ Version }) => Version === Number(version));
  return entry?.Value === undefined ? [] : [[selector, revealedOf(entry, name)]];
}

/** The value that comes along (plain for a String, ciphertext for a SecureString) ends here. */
function versionOf(entry: ParameterHistory): readonly ParameterVersion[] {
  if (entry.Version === undefined) return [];
  return [
    {
      version: entry.Version,
      type: typeOf(entry.Type),
      labels: entry.Labels ?? [],
      ...defined({
        lastModifiedDate: milliseconds(entry.LastModifiedDate),
        lastModifiedUser: entry.LastModifiedUser,
      }),
    },
  ];
}

/** What AWS does not name is taken for secret. */
function typeOf(type: string | undefined): ParameterType {
  return type === 'String' || type === 'StringList' ? type : 'SecureString';
}
