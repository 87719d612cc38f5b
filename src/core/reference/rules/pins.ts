import type { Fix } from '../../problem';
import type { ReferenceUse } from '../use';
import { removeSegment, replaceSegment } from './live';

/** Preferred where the name is certain: under another value of a template parameter the latest version is another. */
export function pinToLatest(use: ReferenceUse, latest: number): Fix | undefined {
  const fix = replaceSegment(use, 'version', `Pin to the latest version: ${latest}`, String(latest));
  return fix && use.knowledge === 'known' ? { ...fix, preferred: true } : fix;
}

/** Not in the defaults of template parameters, where CloudFormation wants a version. */
export function unpin(use: ReferenceUse): Fix | undefined {
  if (use.place?.section === 'Parameters') return undefined;
  return removeSegment(use, 'version', 'Unpin: read the latest version');
}
