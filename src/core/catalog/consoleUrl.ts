import { partitionOf } from '../partition';

/** What a page of the console is about. */
export type ConsoleItem =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'key'; readonly id: string; readonly manager: 'AWS' | 'CUSTOMER' }
  | { readonly kind: 'logGroup'; readonly name: string };

/**
 * Hosts of the console by partition, each with the Region before it:
 * https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html,
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html,
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-endpoints.html
 */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/**
 * The page of an item in the console of the partition that a Region is in. Undefined where the console of the partition is
 * not known, and for what is no id of a Region: it becomes part of the host.
 */
export function consoleUrl(item: ConsoleItem, region: string): string | undefined {
  const host = hosts[partitionOf(region)];
  if (host === undefined || !/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) return undefined;
  return `https://${region}.${host}${pathOf(item, region)}`;
}

function pathOf(item: ConsoleItem, region: string): string {
  switch (item.kind) {
    case 'parameter':
      // Escaped twice, as in the links of https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html: with a
      // slash first and without are two names.
      return `/systems-manager/parameters/${encodeURIComponent(encodeURIComponent(item.name))}/description?region=${region}`;
    case 'secret':
      return `/secretsmanager/secret?name=${encodeURIComponent(item.name)}&region=${region}`;
    case 'logGroup': {
      // Escaped twice, with $ for %: what stands behind # is read by the console, not by a server.
      const name = encodeURIComponent(encodeURIComponent(item.name)).replaceAll('%', '$');
      return `/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${name}`;
    }
    case 'key': {
      const list = item.manager === 'AWS' ? 'defaultKeys' : 'keys';
      return `/kms/home?region=${region}#/kms/${list}/${encodeURIComponent(item.id)}`;
    }
  }
}
