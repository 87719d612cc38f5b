import type { Fix } from '../problem';
import { target } from '../template/node';
import { type ResourceContext, wholeSpan } from './context';
import type { Credential } from './credentials';

/**
 * Properties in place of a password: the service makes it up, keeps it in Secrets Manager and rotates it.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 * https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
 */
const MANAGED: ReadonlyMap<string, readonly [property: string, instead: string]> = new Map([
  ['AWS::RDS::DBInstance', ['MasterUserPassword', 'ManageMasterUserPassword']],
  ['AWS::RDS::DBCluster', ['MasterUserPassword', 'ManageMasterUserPassword']],
  ['AWS::Redshift::Cluster', ['MasterUserPassword', 'ManageMasterPassword']],
  ['AWS::RedshiftServerless::Namespace', ['AdminUserPassword', 'ManageAdminPassword']],
]);

/** Hands the password over to the service; undefined where it cannot, or the property is not written out. */
export function managedPasswordFix(
  { resource, text }: ResourceContext,
  credential: Credential,
): Fix | undefined {
  const { entry, path } = credential;
  const [property, instead] = MANAGED.get(resource.type ?? '') ?? [];
  const { key, value } = entry ?? {};
  if (property !== path || instead === undefined || key?.kind !== 'scalar' || value === undefined)
    return undefined;
  const name = target(key);
  // Both at once are an error.
  if (
    name?.kind !== 'scalar' ||
    text.slice(resource.entry.span.start, resource.entry.span.end).includes(instead)
  ) {
    return undefined;
  }
  const quote = /^["']/.exec(text.slice(key.span.start, key.span.end))?.[0] ?? '';
  return {
    title: `Let the service manage the password: ${instead}`,
    edits: [
      { span: key.span, newText: `${quote}${instead}${quote}` },
      { span: wholeSpan(value), newText: 'true' },
    ],
  };
}
