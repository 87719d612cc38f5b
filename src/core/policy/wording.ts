import { HOLE } from '../template/symbolic';

/** A piece of a policy as a message shows it: what is filled in at deployment as `…`, never more than a line. */
export function shown(text: string): string {
  const line = text.replaceAll(HOLE, '…').replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  kms: 'KMS',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
};

export function serviceLabel(prefix: string): string {
  return SERVICE_NAMES[prefix] ?? prefix;
}
