// Values of a chosen parameter set, from the client to what is said of references.
import assert from 'node:assert/strict';
import {
  type ParameterValuesParams,
  type ParameterValuesResult,
  parameterSetChangedNotification,
} from '../../src/protocol/messages';
import { answersFrom } from './lib/account';
import { type Client, startClient } from './lib/client';

const TEMPLATE = `Parameters:
  Env: {Type: String, Default: dev}
  Password: {Type: String, NoEcho: true}
  AdminPassword: {Type: String}
Resources:
  Worker:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '{{resolve:ssm:/\${Env}/a}}'
`;

describe('a chosen parameter set', () => {
  let client: Client | undefined;
  let asked: ParameterValuesParams[] = [];
  let chosen: ParameterValuesResult = null;
  const start = async () => {
    asked = [];
    client = await startClient({
      catalog: { lookup: answersFrom(['/dev/a']) },
      parameters: params => {
        asked.push(params);
        return chosen;
      },
    });
    return client;
  };
  afterEach(async () => {
    await client?.stop();
    client = undefined;
    chosen = null;
  });

  it('decides which names are looked for, and the hover says where they come from', async () => {
    chosen = {
      set: 'prod.json',
      values: { Env: 'prod', Password: 'hunter2', AdminPassword: 'hunter2', Other: 'x' },
    };
    const { open, connection } = await start();
    const document = open(TEMPLATE);
    const missing = /No such parameter.*with Env = prod of prod\.json\): \/prod\/a/;
    await document.diagnostics(list => missing.test(JSON.stringify(list.map(({ message }) => message))));
    assert.deepEqual(
      asked.map(({ names }) => names),
      [['Env']],
      'what is secret by NoEcho or by its name is not asked for',
    );
    assert.match(JSON.stringify(await document.hover(document.at('resolve'))), /prod.*\(prod\.json\)/);

    chosen = null;
    await connection.sendNotification(parameterSetChangedNotification, { uri: document.uri });
    await document.diagnostics(list => list.length === 0);
    assert.match(
      JSON.stringify(await document.hover(document.at('resolve'))),
      /dev.*\(the parameter's default\)/,
    );
  });

  it('is asked again when the template has other parameters, and only then', async () => {
    const { open } = await start();
    const document = open(TEMPLATE);
    await document.hover(document.at('resolve'));
    await document.replace('/a}}', '/b}}');
    await document.diagnostics(list => list.length === 1);
    assert.equal(asked.length, 1);
    await document.replace('  Password', '  Team: {Type: String}\n  Password');
    // The suite's own time limit ends a wait in vain.
    while (asked.length < 2) await document.hover(document.at('resolve'));
    assert.deepEqual(asked.at(-1)?.names, ['Env', 'Team']);
    const none = open('Resources:\n  A: {Type: AWS::SQS::Queue}\n', { uri: 'file:///project/none.yaml' });
    await none.hover(none.at('Queue'));
    assert.equal(asked.length, 2);
  });
});
