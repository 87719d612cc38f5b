import type { CatalogId } from '../../core/ports';

/**
 * Reads what to reveal out of a command's argument. Anyone can call a command (a link in some Markdown, another
 * extension), so the argument is checked by shape and by the characters AWS allows in names.
 */
export function parseRevealTarget(argument: unknown): CatalogId | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return undefined;
  if ('metadata' in argument) return fromNode(argument.kind, argument.metadata);
  if (argument.kind === 'parameter' && 'name' in argument && isParameterName(argument.name)) {
    const version = 'version' in argument ? argument.version : undefined;
    if (version === undefined) return { kind: 'parameter', name: argument.name };
    return isVersion(version) ? { kind: 'parameter', name: argument.name, version } : undefined;
  }
  if (argument.kind === 'secret' && 'id' in argument && isSecretId(argument.id)) {
    const stage = 'versionStage' in argument ? argument.versionStage : undefined;
    const versionId = 'versionId' in argument ? argument.versionId : undefined;
    if (!isLabel(stage) || !isLabel(versionId)) return undefined;
    return {
      kind: 'secret',
      id: argument.id,
      ...(stage && { versionStage: stage }),
      ...(versionId && { versionId }),
    };
  }
  return undefined;
}

function fromNode(kind: unknown, metadata: unknown): CatalogId | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('name' in metadata)) return undefined;
  if (kind === 'parameter' || kind === 'foreign')
    return parseRevealTarget({ kind: 'parameter', name: metadata.name });
  if (kind === 'secret' && 'arn' in metadata) return parseRevealTarget({ kind, id: metadata.arn });
  return undefined;
}

/** Names and, for shared and public parameters, ARNs: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
function isParameterName(name: unknown): name is string {
  return typeof name === 'string' && /^[\w.\-/:@]{1,2048}$/.test(name);
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (Name), and ARNs. */
function isSecretId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w/+=.@!:-]{1,2048}$/.test(id);
}

function isLabel(label: unknown): label is string | undefined {
  return label === undefined || (typeof label === 'string' && /^[\w/+=.@-]{1,256}$/.test(label));
}

function isVersion(version: unknown): version is number {
  return typeof version === 'number' && Number.isInteger(version) && version > 0;
}

/** For a title: which item, never what it holds. */
export function targetName(target: CatalogId): string {
  if (target.kind === 'parameter') {
    return target.version === undefined ? target.name : `${target.name}:${target.version}`;
  }
  const name = target.id.startsWith('arn:')
    ? (target.id.split(':')[6] ?? target.id).replace(/-\w{6}$/, '')
    : target.id;
  const version = target.versionStage ?? target.versionId;
  return version ? `${name} (${version})` : name;
}
