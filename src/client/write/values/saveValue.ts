/** Saves a value that was edited in its panel: a parameter's, or a new version of a secret. It is shown nowhere on the way. */
import { saveParameter } from './saveParameter';
import { saveSecret } from './saveSecret';
import type { SaveDeps, Saving } from './saving';

/** Whether it was saved; false where somebody said no. */
export function saveValue(saving: Saving, deps: SaveDeps): Promise<boolean> {
  const { target, revision } = saving;
  if (target.kind === 'parameter' && revision.kind === 'parameter')
    return saveParameter(target.name, revision, saving, deps);
  if (target.kind === 'secret' && revision.kind === 'secret')
    return saveSecret(target.id, revision, saving, deps);
  return Promise.resolve(false);
}
