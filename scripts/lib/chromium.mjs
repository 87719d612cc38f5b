// A Chromium to show the workbench in. Its flags keep it off the network.
import { existsSync } from 'node:fs';
import { aptInstall, hasApt } from './apt.mjs';
import { isExecutable, onPath } from './paths.mjs';
import { SetupError } from './run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** @returns {Promise<string>} the executable: $CHROMIUM, an installed one, or apt's where we may install it */
export async function ensureChromium() {
  if (process.env.CHROMIUM) {
    if (isExecutable(process.env.CHROMIUM)) return process.env.CHROMIUM;
    throw new SetupError(`CHROMIUM names ${process.env.CHROMIUM}, which cannot be executed`);
  }
  const installed = findChromium();
  if (installed) return installed;
  if (hasApt()) {
    await aptInstall('chromium', () => findChromium() !== undefined);
    const fresh = findChromium();
    if (fresh) return fresh;
  }
  throw new SetupError(
    'No Chromium or Chrome was found. Install one (Debian, Ubuntu: `sudo apt-get install chromium`;\n' +
      'macOS: `brew install --cask chromium`) or set CHROMIUM to its executable.',
  );
}

/** Chromium refuses to run as root inside its sandbox; elsewhere the sandbox stays on. */
export function chromiumFlags() {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
}

function findChromium() {
  for (const name of names) {
    const file = onPath(name);
    if (file) return file;
  }
  return (places[process.platform] ?? []).find(existsSync);
}
