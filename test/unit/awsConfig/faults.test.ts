import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configFaults } from '../../../src/core/awsConfig/faults';
import { configSections } from '../../../src/core/awsConfig/sections';
import { applyEdits } from '../../../src/core/text/range';

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/x';

function faults(text: string, inCredentials: readonly string[] = [], hasRegion = true): readonly string[] {
  return configFaults(text, { inCredentials: new Set(inCredentials), hasRegion }).map(
    ({ severity, message, span }) => `${severity} at ${text.slice(span.start, span.end)}: ${message}`,
  );
}

describe('faults of the AWS config file', () => {
  const cases: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
    ['nothing in an empty file', '', []],
    [
      'nothing in a file that is right',
      `[default]\nregion = eu-west-1\n\n[profile a]\n${ROLE}\nsource_profile = default`,
      [],
    ],
    [
      'a source profile that is not there',
      `[profile a]\n${ROLE}\nsource_profile = gone # for now`,
      ['error at gone: There is no profile: gone'],
    ],
    ['nothing of a source that no role needs', '[profile a]\nsource_profile = gone', []],
    [
      'roles in a circle, at each of them',
      `[profile a]\n${ROLE}\nsource_profile=b\n[profile b]\n${ROLE}\nsource_profile=a`,
      [
        'error at b: These roles go round in a circle: a → b → a',
        'error at a: These roles go round in a circle: b → a → b',
      ],
    ],
    [
      'a role that is its own source',
      `[profile a]\n${ROLE}\nsource_profile = a`,
      ['error at a: These roles go round in a circle: a → a'],
    ],
    [
      'nothing of a role that its own keys take',
      `[profile a]\n${ROLE}\nsource_profile = a\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = x`,
      [],
    ],
    [
      'a circle only where it is closed',
      `[profile x]\n${ROLE}\nsource_profile = a\n[profile a]\n${ROLE}\nsource_profile = a`,
      ['error at a: These roles go round in a circle: a → a'],
    ],
    [
      'an SSO session that is not there',
      '[profile a]\nsso_session = werk\n[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://x',
      ['error at werk: There is no SSO session: werk'],
    ],
    [
      'half an SSO session',
      '[sso-session work]\nsso_region = eu-west-1\n[sso-session none]',
      [
        'error at sso-session work: This SSO session lacks: sso_start_url',
        'error at sso-session none: This SSO session lacks: sso_start_url and sso_region',
      ],
    ],
    [
      'a profile without its word',
      '[dev]\nregion = eu-west-1',
      ['warning at dev: Nothing reads this section. A profile of this file is written: [profile dev]'],
    ],
    ['nothing of other tools', '[plugins]\ncli_legacy_plugin_path = /x\n[preview]\ncloudfront = true', []],
    [
      'nothing of services, whose settings are nested',
      '[services local]\nssm =\n  endpoint_url = http://127.0.0.1:1',
      [],
    ],
    [
      'names in quotes',
      `[profile "a b"]\n[profile 'c']\n${ROLE}\nsource_profile = c`,
      ['error at c: These roles go round in a circle: c → c'],
    ],
    [
      'one profile in two sections',
      `[profile a]\nsource_profile = a\n[profile a]\n${ROLE}`,
      ['error at a: These roles go round in a circle: a → a'],
    ],
    [
      'lines of Windows',
      `[profile a]\r\n${ROLE}\r\nsource_profile = gone\r\n`,
      ['error at gone: There is no profile: gone'],
    ],
    [
      'nothing of what is a comment',
      `[profile a]\n${ROLE}\n# source_profile = gone\n; sso_session = gone`,
      [],
    ],
  ];
  for (const [what, text, found] of cases) it(`are ${what}`, () => assert.deepEqual(faults(text), found));

  it('are none in files as people have them', () => {
    const text = `# work
[default]
region = eu-central-1
output=json

[sso-session corp]
sso_start_url = https://d-1234567890.awsapps.com/start#/
sso_region = eu-central-1
sso_registration_scopes = sso:account:access

[profile dev-admin]
sso_session=corp
sso_account_id = 111122223333
sso_role_name = Admin ; not for prod
region = eu-central-1
s3 =
    max_concurrent_requests = 20
    addressing_style = path

[profile "with a blank"]
credential_process = "/opt/tools/creds helper" --account "prod"

[profile prod/read-only@eu]
role_arn = arn:aws:iam::444455556666:role/ReadOnly
source_profile = dev-admin
mfa_serial = arn:aws:iam::111122223333:mfa/me

[profile deep]
role_arn = arn:aws:iam::777788889999:role/Deep
source_profile = prod/read-only@eu

[profile blank-source]
role_arn = arn:aws:iam::777788889999:role/Other
source_profile = with a blank

[profile on-ec2]
role_arn = arn:aws:iam::777788889999:role/Ec2
credential_source = Ec2InstanceMetadata

[profile pod]
role_arn = arn:aws:iam::777788889999:role/Pod
web_identity_token_file = /var/run/token

[services localstack]
dynamodb =
  endpoint_url = http://127.0.0.1:4566

[profile local]
services = localstack

[plugins]
endpoint = awscli_plugin_endpoint
`;
    assert.deepEqual(faults(text), []);
    assert.deepEqual(faults(text.replaceAll('\n', '\r\n')), []);
  });

  it('are none where the credentials file has the keys', () => {
    const text = `[profile a]\n${ROLE}\nsource_profile = keys\n[profile b]\n${ROLE}\nsource_profile = b`;
    assert.deepEqual(faults(text, ['keys', 'b']), []);
  });

  it('tell of profiles without a Region where nothing else gives one', () => {
    const text = '[profile a]\noutput = json\n[profile b]\nregion = eu-west-1';
    assert.deepEqual(faults(text, [], false), [
      'info at profile a: No region: AWS_REGION or keyhole.aws.region has to give one',
    ]);
    assert.deepEqual(faults(text), []);
  });

  it('are mended by their fix', () => {
    const text = '[dev]\nregion = eu-west-1\n';
    const [fault] = configFaults(text, { inCredentials: new Set(), hasRegion: true });
    assert.ok(fault?.fix);
    const mended = applyEdits(text, fault.fix.edits);
    assert.equal(mended, '[profile dev]\nregion = eu-west-1\n');
    assert.deepEqual(faults(mended), []);
    const [odd] = configFaults('[profil dev]\nregion = x', { inCredentials: new Set(), hasRegion: true });
    assert.ok(odd !== undefined && odd.fix === undefined);
  });

  it('stand within the text, whatever that is', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '[default]',
        '[profile a]',
        '[profile b]',
        '[a]',
        '[sso-session a]',
        ROLE,
        '[',
        ']',
        '=',
        ' =',
      ),
      fc.constantFrom(
        'source_profile = a',
        'source_profile = b',
        ' sso_session=a',
        'sso_session =',
        '# x',
        'region=x ; y',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const text = fc
      .array(line, { maxLength: 12 })
      .chain(lines => fc.constantFrom(lines.join('\n'), lines.join('\r\n')));
    fc.assert(
      fc.property(text, source => {
        for (const section of configSections(source)) {
          assert.equal(source.slice(section.span.start, section.span.end), section.header);
          for (const [key, { value, span }] of section.settings)
            if (!/secret|token$/.test(key)) assert.equal(source.slice(span.start, span.end), value);
        }
        for (const { span, message } of configFaults(source, {
          inCredentials: new Set(),
          hasRegion: false,
        })) {
          assert.ok(message !== '' && 0 <= span.start && span.start <= span.end && span.end <= source.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never hold a credential', () => {
    const [section] = configSections(
      '[default]\naws_access_key_id = AKID\naws_secret_access_key = hidden\naws_session_token = hidden',
    );
    assert.ok(!JSON.stringify([...(section?.settings ?? [])]).includes('hidden'));
  });
});
