// Items dragged from the views into a file: what may stand where they are dropped, and one step back. By mouse.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { pickUp } from './lib/drag';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: ""
      MasterUserPassword: ""
      DBSecurityGroups:
        -
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_HOST:
          API_KEY: ""
`;

describe('browser: drag and drop', () => {
  let world: World;
  let workbench: Workbench;
  let parameters: View;
  let secrets: View;

  before(async () => {
    world = await openWorld('drag');
    workbench = world.workbench;
    writeFileSync(path.join(world.session.workspace, 'drop.yaml'), TEMPLATE);
    writeFileSync(path.join(world.session.workspace, 'notes.md'), 'The host is in .\n');
    await workbench.openContainer('Keyhole');
    [parameters, secrets] = [workbench.view('Parameters'), workbench.view('Secrets')];
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    await secrets.expand(['prod', 'my-app'], 'database');
    await workbench.openFile('drop.yaml');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('becomes the reference that is resolved there, a blank after its key', async () => {
    await drop(parameters.row('host').first(), 'DB_HOST:', 'over-the-editor');
    await contains(`DB_HOST: '{{resolve:ssm:/my-app/prod/database/host}}'`);
    await workbench.screenshot('plain');
  });

  it('is taken back in one step', undone);

  it('is ssm-secure where CloudFormation takes it', async () => {
    await drop(parameters.row('password').first(), 'MasterUserPassword: "');
    await contains('MasterUserPassword: "{{resolve:ssm-secure:/my-app/prod/database/password}}"');
    await workbench.screenshot('secure');
    await undone();
  });

  it('is the name where CloudFormation resolves none, and says so', async () => {
    await drop(parameters.row('password').first(), 'API_KEY: "');
    await contains('API_KEY: "/my-app/prod/database/password"');
    await refused().waitFor();
    await workbench.screenshot('refused');
    await undone();
  });

  it('is a reference to a secret', async () => {
    await drop(secrets.row('database').first(), 'MasterUserPassword: "');
    await contains('MasterUserPassword: "{{resolve:secretsmanager:prod/my-app/database}}"');
    await refused().waitFor({ state: 'detached' });
    await workbench.theme('Dark Modern');
    await workbench.screenshot('secret-dark');
    await undone();
  });

  it('takes several at once, each an item of the list it is dropped into', async () => {
    await parameters.row('host').first().click();
    await parameters
      .row('port')
      .first()
      .click({ modifiers: ['Control'] });
    await drop(parameters.row('port').first(), '        -', 'several-dark');
    const items = ['host', 'port'].map(name => `        - '{{resolve:ssm:/my-app/prod/database/${name}}}'`);
    await eventually(async () => {
      const lines = (await workbench.editor.text()).split('\n');
      assert.deepEqual(lines.filter(line => line.includes('- ')).sort(), items);
    });
    await workbench.screenshot('list-dark');
    await undone();
  });

  it('is the name in a file that resolves nothing', async () => {
    await workbench.openFile('notes.md');
    await drop(secrets.row('database').first(), 'The host is in ');
    await contains('The host is in prod/my-app/database.');
    await workbench.screenshot('notes-dark');
  });

  it('reads no value of what was dropped', async () => {
    const actions = (await calledActions(world.session.endpoint ?? '')).join(' ');
    assert.doesNotMatch(actions, /GetSecretValue|kms:Decrypt/);
  });

  /** `shot`: kept as a picture before it is let go. */
  async function drop(row: Locator, text: string, shot?: string): Promise<void> {
    const drag = await pickUp(workbench.page, row);
    await eventually(async () => {
      const end = await endOf(text);
      await drag.to(end);
      // The line above the text that tells of its references may come or go meanwhile, and moves what is below.
      const mark = await dropMark().boundingBox({ timeout: 5_000 });
      const isThere = mark !== null && mark.y <= end.y && end.y <= mark.y + mark.height;
      assert.ok(isThere, `the mark is at ${mark?.y}, the mouse at ${end.y}`);
    });
    if (shot) await workbench.screenshot(shot);
    await drag.drop();
  }

  function refused(): Locator {
    return workbench.page.getByText('No reference is resolved here, so the name was inserted.');
  }

  /** Where VS Code would put it. */
  function dropMark(): Locator {
    return workbench.page.locator('.monaco-editor .dnd-target');
  }

  /** Where a text ends. */
  async function endOf(text: string): Promise<{ readonly x: number; readonly y: number }> {
    const { x, y, width, height } = await workbench.editor.place(text);
    return { x: x + width, y: y + height / 2 };
  }

  async function contains(text: string): Promise<void> {
    await eventually(async () => assert.ok((await workbench.editor.text()).includes(text), text));
  }

  async function undone(): Promise<void> {
    await workbench.page.keyboard.press('Control+z');
    await unchanged();
    // Where there are no references, nothing is told of them: until then, all lines stand one lower.
    await workbench.page
      .locator('.monaco-editor .codelens-decoration a')
      .first()
      .waitFor({ state: 'detached' });
  }

  async function unchanged(): Promise<void> {
    await eventually(async () => {
      const lines = (await workbench.editor.text()).split('\n').map(line => line.trimEnd());
      assert.deepEqual(lines, TEMPLATE.split('\n'));
    });
  }
});
