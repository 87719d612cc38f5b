/** The rows of a result: what it is, and what can be done with it. */
import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import { shorten } from '../../core/text/shorten';
import { MASK } from '../../core/value/sensitive';
import { isBase64, type ResultPart, shownText } from './result';

export interface ResultItem extends vscode.QuickPickItem {
  readonly part: ResultPart;
  readonly act: 'show' | 'copy' | 'save';
}

/** A row is one line, and what is longer is copied or saved. */
const SHOWN = 300;

/** @param isShown whether a secret is in the plain now */
export function resultItems(
  parts: readonly ResultPart[],
  isShown: (part: ResultPart) => boolean,
): readonly ResultItem[] {
  return parts.flatMap(part => [valueItem(part, isShown(part)), copyItem(part), saveItem(part)]);
}

function valueItem(part: ResultPart, shown: boolean): ResultItem {
  const plain = !part.secret || shown;
  const length = vscode.l10n.t('{0} bytes', part.bytes.reveal().length.toLocaleString());
  // The length of a secret tells something of it.
  const facts = plain ? [isBase64(part) && 'base64', length].filter(Boolean).join(', ') : '';
  const next = shown ? vscode.l10n.t('Enter hides it') : vscode.l10n.t('Enter shows it');
  return {
    label: part.name,
    description: [facts, part.secret && next].filter(Boolean).join(' · '),
    detail: plain ? shorten(visible(shownText(part).reveal()), SHOWN).replaceAll('$(', '$ (') : MASK,
    part,
    act: 'show',
  };
}

function copyItem(part: ResultPart): ResultItem {
  const label = isBase64(part)
    ? vscode.l10n.t('$(copy) Copy in base64')
    : vscode.l10n.t('$(copy) Copy the text');
  return { label, description: part.name, part, act: 'copy' };
}

function saveItem(part: ResultPart): ResultItem {
  const label = part.secret
    ? vscode.l10n.t('$(save) Save in the plain…')
    : vscode.l10n.t('$(save) Save to a file…');
  return { label, description: part.name, part, act: 'save' };
}
