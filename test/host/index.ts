// The entry VS Code's extension host loads (extensionTestsPath): runs the suites beside it.
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** The host's console comes out truncated and mixed with the workbench's; the runner names a file instead. */
const { MOCHA_OUT: report, MOCHA_REPORTER: reporter, MOCHA_GREP: grep, MOCHA_COLORS: colors } = process.env;
if (report) {
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...args: readonly unknown[]) => appendFileSync(report, `${format(...args)}\n`),
  });
}

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    color: Boolean(colors),
    forbidOnly: Boolean(process.env.CI),
    ...(reporter && { reporter }),
    ...(grep && { grep }),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const name of files.sort()) if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
