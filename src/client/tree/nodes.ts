import type { KeyMetadata, ParameterMetadata, SecretMetadata } from '../../core/catalog/items';
import { originOf } from '../../core/catalog/replica';
import { secretKeyReference } from '../../core/catalog/versionReference';
import type { Failure } from '../../core/failure';
import type { Recognised } from '../../core/secrets/recognise';
import { hasRotationLog } from './rotationLog';

export type ViewName = 'parameters' | 'secrets' | 'keys';
export type ViewId = `keyhole.${ViewName}`;

/** Of which connection a node is; absent: the window's own. */
interface Sourced {
  readonly source?: string;
  /** Where it stands a second time; absent: in the list. */
  readonly section?: string;
}

/** What somebody can mark. */
interface Markable extends Sourced {
  readonly favourite?: true;
}

export interface SectionNode extends Sourced {
  readonly kind: 'section';
  readonly of: 'favourites' | 'shared' | 'public';
  readonly view: ViewId;
  /** Absent of what is not read before it is unfolded. */
  readonly count?: number;
}

/** The root of what one of several connections shows. */
export interface ConnectionNode extends Sourced {
  readonly kind: 'connection';
  readonly label: string;
  /** Region and account, as far as they are known. */
  readonly description: string;
  readonly tooltip: string;
  readonly failed: boolean;
  readonly production: boolean;
}

export interface FolderNode extends Markable {
  readonly kind: 'folder';
  readonly view: ViewId;
  /** The whole path, what children are asked by; unique in its view. */
  readonly path: string;
  readonly label: string;
  /** Items below it, at any depth. */
  readonly count: number;
  /** What a filter found is shown at once. */
  readonly expanded?: boolean;
}

/** What has one value of the tag that a view is grouped by. */
export interface TagGroupNode extends Sourced {
  readonly kind: 'tagGroup';
  readonly key: string;
  /** Undefined: what has no tag of that key. */
  readonly value: string | undefined;
  readonly count: number;
}

/** A folder of what AWS publishes. */
export interface PublishedNode extends Sourced {
  readonly kind: 'published';
  /** What it was read by: `/aws/service/ecs`. */
  readonly service: string;
  readonly path: string;
  readonly label: string;
}

/** A parameter of AWS or of another account: it can be read, and nothing else. */
export interface ForeignNode extends Sourced {
  readonly kind: 'foreign';
  readonly origin: 'shared' | 'public';
  readonly label: string;
  /** Twelve digits, of one that is shared. */
  readonly owner?: string;
  readonly metadata: ParameterMetadata;
}

/** The end of a list that is too long to be looked through, or to be read at once. */
export interface MoreNode extends Sourced {
  readonly kind: 'more';
  readonly view: ViewId;
  /** Absent where nobody has counted them: they are read by a click. */
  readonly count?: number;
  /** Of the list it ends, for its id. */
  readonly of: string;
}

export interface ParameterNode extends Markable {
  readonly kind: 'parameter';
  readonly label: string;
  readonly metadata: ParameterMetadata;
}

export interface SecretNode extends Markable {
  readonly kind: 'secret';
  readonly label: string;
  readonly metadata: SecretMetadata;
  /** What it holds, by the names of its keys; absent unless its value was revealed in this window. */
  readonly revealed?: Recognised;
}

/** A key of the JSON of a secret that was revealed: its name, never what it holds. */
export interface SecretKeyNode extends Sourced {
  readonly kind: 'secretKey';
  readonly label: string;
  readonly key: string;
  /** Of the secret. */
  readonly name: string;
  readonly arn: string;
}

export interface KeyGroupNode extends Sourced {
  readonly kind: 'keyGroup';
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly count: number;
}

export interface KeyNode extends Markable {
  readonly kind: 'key';
  readonly label: string;
  readonly keyId: string;
  readonly arn: string;
  readonly aliases: readonly string[];
  readonly manager: 'AWS' | 'CUSTOMER';
  /** Absent until DescribeKey was asked. */
  readonly metadata?: KeyMetadata;
}

/** A line that tells why the list is not whole; everything read before stays below it. */
export interface NoticeNode extends Sourced {
  readonly kind: 'notice';
  readonly view: ViewId;
  /** Empty lists are told where several connections are shown: welcome content is for a whole view. */
  readonly reason: 'failed' | 'tags' | 'usage' | 'stopped' | 'empty' | 'nothing-matches';
  readonly failure?: Failure;
}

export type ItemNode = ParameterNode | SecretNode | KeyNode;
export type Node =
  | ConnectionNode
  | SectionNode
  | FolderNode
  | TagGroupNode
  | PublishedNode
  | ForeignNode
  | KeyGroupNode
  | MoreNode
  | NoticeNode
  | SecretKeyNode
  | ItemNode;

export function isItemNode(node: Node): node is ItemNode {
  return node.kind === 'parameter' || node.kind === 'secret' || node.kind === 'key';
}

/** Stable across refreshes and sessions, so that VS Code keeps what was expanded and selected. */
export function nodeId(node: Node): string {
  const id = node.section === undefined ? ownId(node) : `${node.section}/${ownId(node)}`;
  return node.source === undefined ? id : `${node.source}:${id}`;
}

/** Within its list. */
export function ownId(node: Node): string {
  switch (node.kind) {
    case 'folder':
      // Another id while a filter holds it open: without the filter it is as the person left it.
      return `${node.expanded ? 'found' : 'folder'}:${node.path}`;
    case 'tagGroup':
      return node.value === undefined
        ? `untagged:${node.key}`
        : `tag:${JSON.stringify([node.key, node.value])}`;
    case 'more':
      return `more:${node.of}`;
    case 'published':
      return `published:${node.path}`;
    case 'foreign':
      return `foreign:${node.metadata.name}`;
    case 'parameter':
      return `parameter:${node.metadata.name}`;
    case 'secret':
      return `secret:${node.metadata.arn}`;
    case 'secretKey':
      return `secretKey:${JSON.stringify([node.arn, node.key])}`;
    case 'keyGroup':
      return `keyGroup:${node.manager}`;
    case 'key':
      return `key:${node.keyId}`;
    case 'notice':
      return node.reason === 'tags' || node.reason === 'usage'
        ? `notice:${node.reason}:${node.view}`
        : `notice:${node.view}`;
    case 'section':
      return `section:${node.of}`;
    case 'connection':
      return 'connection';
  }
}

/** Facets for menus (`viewItem =~ /\bvalue\b/`): what can be done with the item, not which class it has. */
export function contextValue(node: Node): string {
  const own = ownContext(node);
  if (!isItemNode(node) && node.kind !== 'folder') return own;
  return `${own} ${node.favourite ? 'favourite' : 'markable'}`;
}

function ownContext(node: Node): string {
  switch (node.kind) {
    case 'section':
      return `section ${node.of}`;
    case 'folder':
    case 'tagGroup':
    case 'published':
    case 'more':
      return node.kind;
    case 'foreign':
      return node.origin === 'public' ? 'foreign name reference value arn' : 'foreign name value arn';
    case 'secretKey':
      return secretKeyReference(node, node.key) === undefined ? 'secretKey' : 'secretKey reference';
    case 'keyGroup':
      return node.manager === 'CUSTOMER' ? 'keyGroup own' : 'keyGroup';
    case 'connection':
      return node.source === undefined ? 'connection' : 'connection beside';
    case 'notice':
      return node.failure?.code === 'denied' ? 'notice denied' : 'notice';
    case 'parameter': {
      const secure = node.metadata.type === 'SecureString' ? ' secure' : '';
      return `parameter${secure} name reference value editable tags${node.metadata.arn ? ' arn' : ''}`;
    }
    case 'secret':
      return node.metadata.deletedDate === undefined
        ? `secret name arn reference value editable tags resourcePolicy${ownFacets(node.metadata)}`
        : 'secret deleted name arn restorable';
    case 'key':
      return `key ${node.manager === 'AWS' ? 'aws' : 'customer tags'} name policy arn${keyFacets(node)}`;
  }
}

/** Nothing while the state of the key is not known; what is not offered here the palette still has. */
function keyFacets({ manager, metadata, aliases }: KeyNode): string {
  if (manager === 'AWS' || metadata === undefined) return '';
  return `${stateFacets(metadata)}${aliases.length > 0 ? ' hasAlias' : ''}`;
}

function stateFacets(metadata: KeyMetadata): string {
  switch (metadata.state) {
    case 'Enabled':
      return ` canDisable canDelete canChange${isRotated(metadata) ? ' canRotate' : ''}${regionFacets(metadata)}`;
    case 'Disabled':
      return ' canEnable canDelete canChange';
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
      return ' canCancelDeletion';
    case 'PendingImport':
    case 'Unavailable':
      return ' canDelete canChange';
    default:
      return '';
  }
}

/** A replica follows its primary, and a secret that a service manages is rotated by it. */
function ownFacets(secret: SecretMetadata): string {
  if (originOf(secret) !== undefined) return ' replica';
  const own = ` deletable replicatable${hasRotationLog(secret) ? ' rotationLog' : ''}`;
  if (secret.owningService !== undefined) return own;
  return secret.rotationEnabled ? `${own} rotatable rotating` : `${own} rotatable`;
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function isRotated({ spec, origin, multiRegionConfiguration: regions }: KeyMetadata): boolean {
  return spec === 'SYMMETRIC_DEFAULT' && origin === 'AWS_KMS' && regions?.type !== 'REPLICA';
}

function regionFacets({ multiRegionConfiguration: regions }: KeyMetadata): string {
  if (regions === undefined) return '';
  const replicate = regions.type === 'PRIMARY' ? ' canReplicate' : '';
  return regions.replicaRegions.length > 0 ? `${replicate} canMovePrimary` : replicate;
}

/** What "Copy Name" puts on the clipboard. */
export function nameOf(node: ItemNode): string {
  return node.kind === 'key' ? (node.aliases[0] ?? node.keyId) : node.metadata.name;
}

export function arnOf(node: ItemNode): string | undefined {
  return node.kind === 'key' ? node.arn : node.metadata.arn;
}
