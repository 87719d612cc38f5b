import type { Node } from '../template/node';
import type { PolicyKind } from './kind';
import type { PolicyScope } from './scope';

/** A policy in a file of another language, its nodes where they are written. */
export interface PlacedPolicy {
  readonly root: Node;
  readonly scope: PolicyScope;
  /** By what it is attached to; absent: by its content. */
  readonly kind?: PolicyKind;
}
