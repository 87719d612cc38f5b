/** Parameters that a template shares with other accounts and does not make itself, to be checked in an account. */
import type { CatalogAnswer, CatalogId } from '../ports';
import type { Rule } from '../rule';
import type { Declaration, SharedArn } from './declaration';

export interface SharedParameter {
  /** Of the resource that shares it. */
  readonly logicalId: string;
  readonly arn: SharedArn;
  readonly id: Extract<CatalogId, { kind: 'parameter' }>;
}

/** One of them and what an account answered about it. */
export interface LiveShareContext extends SharedParameter {
  readonly answer: CatalogAnswer;
}

export type LiveShareRule = Rule<LiveShareContext>;

/**
 * Those of the account and Region that the template is deployed to, with a name that is known. `parameter/a` is the ARN of
 * `a` and of `/a`: taken for the first, as people write the second with a folder.
 */
export function sharedParametersOf(declarations: readonly Declaration[]): readonly SharedParameter[] {
  return declarations.flatMap(share => {
    if (share.kind !== 'share' || share.inLoop) return [];
    return share.arns.flatMap((arn): readonly SharedParameter[] => {
      const name = OWN.exec(arn.text)?.[1];
      if (name === undefined || name.endsWith('/')) return [];
      const id = { kind: 'parameter', name: name.includes('/') ? `/${name}` : name } as const;
      return [{ logicalId: share.logicalId, arn, id }];
    });
  });
}

/** As `symbolicText` writes the pseudo parameters. */
const OWN =
  /^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}):ssm:\$\{AWS::Region\}:\$\{AWS::AccountId\}:parameter\/([\w.-][\w./-]*)$/;
