import assert from 'node:assert/strict';
import type { CommandContext } from '../../../src/cli/command';
import { start } from '../../../src/cli/exec/start';

const CANARY = 'canary-4b7d';

/** What is said where the system refuses with a code, of a program that would get a value. */
async function refused(code: string, platform: string) {
  const said: string[] = [];
  const context = {
    platform,
    env: {},
    runProgram: async () => ({ kind: 'not-started', code }),
    complain: (line: string) => said.push(line),
  } as unknown as CommandContext;
  const exit = await start(['npm', 'start'], { A: CANARY }, context);
  assert.doesNotMatch(said.join(), new RegExp(CANARY));
  return { exit, said: said.join() };
}

describe('a program that does not start', () => {
  for (const [code, platform, exit, says] of [
    ['ENOENT', 'linux', 127, /^there is no such program: npm$/],
    ['ENOENT', 'win32', 127, /batch file, like npm, needs a shell: say -- cmd\.exe \/d \/c npm/],
    ['EINVAL', 'win32', 125, /a batch file needs a shell/],
    ['EINVAL', 'linux', 125, /refused to run npm \(EINVAL\)/],
    ['EACCES', 'linux', 126, /may not be executed/],
    ['', 'darwin', 125, /refused to run npm$/],
  ] as const) {
    it(`for ${code || 'no reason'} on ${platform} gives ${exit}`, async () => {
      const told = await refused(code, platform);
      assert.equal(told.exit, exit);
      assert.match(told.said, says);
    });
  }
});
