import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { eventually, keyhole } from './support';

const device = 'arn:aws:iam::123456789012:mfa/me';
const profiles = `
[profile base]
region = eu-west-1
aws_access_key_id = AKIDFAKE
aws_secret_access_key = fake
[profile with-mfa]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/my-app-dev
role_session_name = keyhole
source_profile = base
mfa_serial = ${device}
`;

describe('a role that asks for a code of an MFA device', () => {
  const file = process.env.AWS_CONFIG_FILE ?? '';
  let before: string;

  beforeEach(() => {
    before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}${profiles}`);
  });
  afterEach(async () => {
    writeFileSync(file, before);
    await (await keyhole()).session.choose({ kind: 'aws' });
  });

  it('says so in the views, without a box that nobody asked for, and reads on with the code', async () => {
    const { session, views } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'with-mfa' });
    for (const view of Object.values(views)) await view.listing.ensure();
    await (await session.connect()).identified;
    await eventually(() => {
      for (const view of Object.values(views)) assert.equal(view.state, 'mfa-required');
    });

    session.enterMfaCode('123456');
    for (const view of Object.values(views)) await view.listing.ensure();
    await (await session.connect()).identified;
    await eventually(() => assert.equal(views.parameters.state, 'ready'));
    assert.match(session.state.label.arn ?? '', /assumed-role\/my-app-dev\/keyhole$/);
  });

  it('says that a code was wrong', async () => {
    const { session } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'with-mfa' });
    session.enterMfaCode('000000');
    await (await session.connect()).identified;
    const { state } = session;
    assert.ok(state.kind === 'connected' && state.problem);
    assert.equal(state.problem.code, 'mfa-required');
    assert.match(state.problem.message, /did not accept the code/);
  });
});
