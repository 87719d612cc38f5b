import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, keyhole } from './support';

/** A name that a shell would make something else of. */
const PROFILE = `-team's "dev"; $(touch x) & y`;

describe('signing in', () => {
  const before = process.env.PATH;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sign-in-'));
  });
  afterEach(async () => {
    process.env.PATH = before;
    for (const terminal of vscode.window.terminals) terminal.dispose();
    rmSync(folder, { recursive: true, force: true });
    await (await keyhole()).session.choose({ kind: 'aws' });
  });

  /** An `aws` that writes down what it was called with. */
  function standIn(exitCode: number): string {
    const file = path.join(folder, 'calls');
    const script = path.join(folder, 'aws');
    writeFileSync(script, `#!/bin/sh\nprintf '%s\\n' "$@" >>'${file}'\nexit ${exitCode}\n`);
    chmodSync(script, 0o755);
    process.env.PATH = `${folder}${path.delimiter}${before}`;
    return file;
  }

  it('hands the name of the profile over whole, and reads again when it ended well', async () => {
    const { session } = await keyhole();
    const calls = standIn(0);
    await session.choose({ kind: 'aws', profile: PROFILE });
    const { generation } = session;
    await vscode.commands.executeCommand('keyhole.signIn');
    await eventually(() => {
      assert.equal(readFileSync(calls, 'utf8'), `sso\nlogin\n--profile=${PROFILE}\n`);
      assert.equal(session.generation, generation + 1);
    });
  });

  it('signs in as the AWS CLI has it where the profile was made by `aws login`', async () => {
    const { session } = await keyhole();
    const calls = standIn(0);
    const known = process.env.AWS_CONFIG_FILE;
    assert.ok(known);
    // Of its own: the one in use is watched, and an edit of it may connect again while the next test counts that.
    process.env.AWS_CONFIG_FILE = path.join(folder, 'config');
    writeFileSync(
      process.env.AWS_CONFIG_FILE,
      '[profile console]\nregion = eu-west-1\nlogin_session = arn:aws:iam::123456789012:user/me\n',
    );
    try {
      await session.choose({ kind: 'aws', profile: 'console' });
      const { generation } = session;
      await vscode.commands.executeCommand('keyhole.signIn');
      await eventually(() => {
        assert.equal(readFileSync(calls, 'utf8'), 'login\n--profile=console\n');
        assert.equal(session.generation, generation + 1);
      });
    } finally {
      process.env.AWS_CONFIG_FILE = known;
    }
  });

  it('names no profile where the default one is used, and reads nothing again when it failed', async () => {
    const { session } = await keyhole();
    const calls = standIn(1);
    await session.choose({ kind: 'aws', profile: 'default' });
    const { generation } = session;
    await vscode.commands.executeCommand('keyhole.signIn');
    await eventually(() => assert.equal(readFileSync(calls, 'utf8'), 'sso\nlogin\n'));
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(session.generation, generation);
  });

  it('says that the AWS CLI is missing where there is none, and tries again on Enter', async () => {
    const { session } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'default' });
    const { generation } = session;
    process.env.PATH = folder;
    const opened = new Promise<vscode.Terminal>(resolve => {
      const subscription = vscode.window.onDidOpenTerminal(terminal => {
        subscription.dispose();
        resolve(terminal);
      });
    });
    await vscode.commands.executeCommand('keyhole.signIn');
    const { creationOptions } = await opened;
    assert.ok('pty' in creationOptions);
    const { pty } = creationOptions;
    let written = '';
    pty.onDidWrite(text => {
      written += text;
    });
    const missing = /The AWS CLI is not on the PATH of this machine/;
    await eventually(() => {
      // The first try may have been told before anyone listened.
      if (!missing.test(written)) pty.handleInput?.('\r');
      assert.match(written, missing);
    });
    const calls = standIn(0);
    pty.handleInput?.('\r');
    await eventually(() => {
      assert.equal(readFileSync(calls, 'utf8'), 'sso\nlogin\n');
      assert.equal(session.generation, generation + 1);
    });
  });
});
