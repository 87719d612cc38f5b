/** What changes something in AWS, as the rest of the extension sees it; made in dist/writes.js when first asked for. */
import type * as vscode from 'vscode';
import type { Session } from '../session/session';
import type { Labelling } from './parameters/labelVersion';
import type { Restoring } from './parameters/restoreVersion';
import type { Promotion } from './secrets/makeCurrent';
import type { Staging } from './secrets/stages/changeStages';
import type { Saving } from './values/saving';

export interface Writes extends vscode.Disposable {
  /** Sends what is staged of a policy or a value. */
  apply(uri: vscode.Uri): Promise<void>;
  /** Sends all that is staged, once it was reviewed. */
  applyAllStaged(): Promise<void>;
  /** Lists what is staged. */
  showStaged(): Promise<void>;
  /** Whether it was made the latest. */
  restoreVersion(restoring: Restoring, session: Session, onChange: () => void): Promise<boolean>;
  /** Whether it was saved. */
  saveValue(saving: Saving, session: Session): Promise<boolean>;
  /** Whether it was made the current one. */
  makeCurrent(promotion: Promotion, session: Session, onChange: () => void): Promise<boolean>;
  /** Whether its labels were changed. */
  labelVersion(labelling: Labelling, session: Session): Promise<boolean>;
  /** Whether its stages were changed. */
  changeStages(staging: Staging, session: Session): Promise<boolean>;
  /** Asks for leave to change what is connected to. */
  enableChanges(session: Session): Promise<void>;
  /** Takes all leave back. */
  disableChanges(): void;
}
