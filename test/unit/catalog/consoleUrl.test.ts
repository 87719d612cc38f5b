import assert from 'node:assert/strict';
import { type ConsoleItem, consoleUrl } from '../../../src/core/catalog/consoleUrl';

describe('the page of an item in the console', () => {
  const parameter: ConsoleItem = { kind: 'parameter', name: '/my-app/prod/db' };
  const secret: ConsoleItem = { kind: 'secret', name: 'prod/my-app/a+b=c@d' };
  const key: ConsoleItem = { kind: 'key', id: '1234abcd-12ab-34cd-56ef-1234567890ab', manager: 'CUSTOMER' };

  const pages: readonly (readonly [ConsoleItem, region: string, url: string])[] = [
    [
      parameter,
      'eu-west-1',
      'https://eu-west-1.console.aws.amazon.com/systems-manager/parameters/%252Fmy-app%252Fprod%252Fdb/description?region=eu-west-1',
    ],
    [
      { kind: 'parameter', name: 'flat' },
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/systems-manager/parameters/flat/description?region=us-gov-west-1',
    ],
    [
      secret,
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/secretsmanager/secret?name=prod%2Fmy-app%2Fa%2Bb%3Dc%40d&region=cn-north-1',
    ],
    [
      key,
      'eu-central-1',
      'https://eu-central-1.console.aws.amazon.com/kms/home?region=eu-central-1#/kms/keys/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [
      { ...key, manager: 'AWS' },
      'eu-central-1',
      'https://eu-central-1.console.aws.amazon.com/kms/home?region=eu-central-1#/kms/defaultKeys/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [
      { kind: 'logGroup', name: '/aws/lambda/my_rotate-1' },
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fmy_rotate-1',
    ],
    [
      { kind: 'logGroup', name: '/a b#c' },
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:log-groups/log-group/$252Fa$2520b$2523c',
    ],
  ];
  for (const [item, region, url] of pages)
    it(`${item.kind} in ${region}`, () => assert.equal(consoleUrl(item, region), url));

  it('is on no host that a Region of a hostile file could name', () => {
    for (const region of [
      '',
      'eu-west-1.evil.example/',
      'evil.example#',
      'EU-WEST-1',
      'us-east-1@evil.example',
      'aws-global',
    ])
      assert.equal(consoleUrl(parameter, region), undefined);
  });

  it('is not guessed for a partition whose console is not known', () => {
    for (const region of ['us-iso-east-1', 'eusc-de-east-1'])
      assert.equal(consoleUrl(parameter, region), undefined);
  });

  it('stays one path for every name', () => {
    for (const name of ['../../x', '?a=b', '#x', '%2F', 'ä b', '/a//b']) {
      const url = new URL(consoleUrl({ kind: 'parameter', name }, 'eu-west-1') ?? '');
      assert.equal(url.host, 'eu-west-1.console.aws.amazon.com');
      const [, , , segment = ''] = url.pathname.split('/');
      assert.equal(decodeURIComponent(decodeURIComponent(segment)), name);
      assert.equal(url.search, '?region=eu-west-1');
    }
  });
});
