// Neovim: a foreign language client for the tests.
import { aptInstall, hasApt } from './apt.mjs';
import { onPath } from './paths.mjs';
import { SetupError } from './run.mjs';

/** @returns {Promise<string>} the executable: an installed one, or apt's where we may install it */
export async function ensureNeovim() {
  const find = () => onPath('nvim');
  if (!find() && hasApt()) await aptInstall('neovim', () => find() !== undefined);
  const found = find();
  if (found) return found;
  throw new SetupError(
    'Neovim 0.7 or newer was not found. Install it (Debian, Ubuntu: `sudo apt-get install neovim`; macOS: `brew install neovim`).',
  );
}
