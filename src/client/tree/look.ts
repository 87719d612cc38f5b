import type * as vscode from 'vscode';

/** What a row shows beside its label. */
export interface Look {
  readonly icon: vscode.ThemeIcon;
  readonly description?: string;
  /** For screen readers, where icon or mask carry meaning. */
  readonly spoken?: string;
  readonly command?: vscode.Command;
}
