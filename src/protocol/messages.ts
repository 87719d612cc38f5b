/**
 * What client and server say to each other beyond the Language Server Protocol. Types and method names only.
 * No message here may carry a value: the server asks for names and metadata and gets those.
 */
import type { Drop, DroppedItem } from '../core/drop/dropText';
import type {
  AccountFact,
  CatalogAnswer,
  CatalogId,
  CatalogNames,
  CatalogVersion,
  FileQuery,
  FoundFiles,
  LookupEvidence,
  NameQuery,
} from '../core/ports';
import type { Problem } from '../core/problem';
import type { Report } from '../core/report';
import type { Range } from '../core/text/range';

/** Server asks client: what do you know about these names? One answer per id, in order. */
export const lookupRequest = 'keyhole/lookup';
export interface LookupParams {
  /** The document that names them: files may be bound to connections of their own. */
  readonly uri: string;
  readonly ids: readonly CatalogId[];
  readonly evidence: LookupEvidence;
}
export type LookupResult = readonly CatalogAnswer[];

/** Server asks client: names that begin like this. Never more than `limit` cross. */
export const namesRequest = 'keyhole/names';
export interface NamesParams extends NameQuery {
  readonly uri: string;
}
export type NamesResult = CatalogNames;

/** Server asks client: versions (parameters) or stages and version ids (secrets) of one item. */
export const versionsRequest = 'keyhole/versions';
export interface VersionsParams {
  readonly uri: string;
  readonly id: CatalogId;
}
export type VersionsResult = readonly CatalogVersion[];

/** Server asks client: whose account answers for a document? Null: none, or it is not known. */
export const accountRequest = 'keyhole/account';
export interface AccountParams {
  readonly uri: string;
}
export type AccountResult = AccountFact | null;

/** Server asks client: files of the workspace, not open, that hold one of these texts. */
export const filesRequest = 'keyhole/files';
export type FilesParams = FileQuery;
export type FilesResult = FoundFiles;

/** Client tells server: answers given before may be out of date, or come from elsewhere. */
export const catalogChangedNotification = 'keyhole/catalogChanged';

/** Client asks server: which item does the reference at this place name? The client adds the value to the hover. */
export const itemAtRequest = 'keyhole/itemAt';
export interface ItemAtParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}
export interface ItemAtResult {
  readonly id: CatalogId;
  readonly range: Range;
}

/** Client asks server: everything known against deploying this document into the account. Null: nothing of ours, or cancelled. */
export const reportRequest = 'keyhole/report';
export interface ReportParams {
  readonly textDocument: { readonly uri: string };
}
export interface ReportResult extends Omit<Report, 'problems'> {
  readonly version: number;
  readonly entries: readonly ReportEntry[];
}
export interface ReportEntry
  extends Pick<Problem, 'code' | 'severity' | 'message' | 'logicalId' | 'propertyPath'> {
  readonly range: Range;
  readonly docs: string;
}

/** Client asks server: where do references stand, and what do they name? The client adds what may be shown of their values. */
export const placesRequest = 'keyhole/places';
export interface PlacesParams {
  readonly textDocument: { readonly uri: string };
}
export interface PlacesResult {
  readonly version: number;
  readonly places: readonly ReferencePlaceResult[];
}
export type ReferencePlaceResult = { readonly range: Range } & (
  | { readonly id: CatalogId }
  | { readonly unknown: string }
  | { readonly fault: string }
);

/** Client asks server: what do these items become where they are dropped? Null for a document that is not open. */
export const dropRequest = 'keyhole/drop';
export interface DropParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
  readonly items: readonly DroppedItem[];
}
export type DropResult = Drop | null;

/** Client asks server: where do documents name this item? */
export const usagesRequest = 'keyhole/usages';
export interface UsagesParams {
  readonly kind: 'parameter' | 'secret';
  /** Its name and, of a secret, its ARN. */
  readonly names: readonly string[];
}
export interface UsagesResult {
  readonly usages: readonly { readonly uri: string; readonly range: Range }[];
  /** Some file may have been overlooked. */
  readonly incomplete: boolean;
}

/**
 * Server asks client: what does the chosen parameter set give for these parameters of a template? Only those whose value may
 * be known are asked for: no parameter with NoEcho.
 */
export const parameterValuesRequest = 'keyhole/parameterValues';
export interface ParameterValuesParams {
  readonly uri: string;
  readonly names: readonly string[];
}
/** Null: no set is chosen, the defaults hold. */
export type ParameterValuesResult = {
  readonly set: string;
  readonly values: Readonly<Record<string, string>>;
} | null;

/** Client tells server: another set was chosen for a template, or what it gives has changed. */
export const parameterSetChangedNotification = 'keyhole/parameterSetChanged';
export interface ParameterSetChangedParams {
  readonly uri: string;
}

/**
 * Scheme of the documents with live key policies: the server knows by it what kind of policy it looks at. The query tells
 * of the key: `account`, `spec`, `usage`, `origin`, `multiRegion`, each where it is known.
 */
export const livePolicyScheme = 'keyhole-policy';

/** What the client passes in `initializationOptions`. A client that sets `catalog` answers the three requests above. */
export interface InitializationOptions {
  readonly catalog?: boolean;
  /** The client answers `keyhole/files`. */
  readonly files?: boolean;
  /** The client answers `keyhole/parameterValues`. */
  readonly parameters?: boolean;
  /** The client has the command `keyhole.whyWillThisFail`, which a code lens runs. */
  readonly commands?: boolean;
}
