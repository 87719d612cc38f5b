// "Why will this fail?" as the extension asks for it.
import assert from 'node:assert/strict';
import { type ReportResult, reportRequest } from '../../src/protocol/messages';
import { answersFrom } from './lib/account';
import { type Client, type ClientOptions, startClient } from './lib/client';

const TEMPLATE = `Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Description: '{{resolve:ssm:/a}} {{resolve:ssm:/b}}'
`;

describe('the report on a template', () => {
  let client: Client | undefined;
  const reportOn = async (text: string, options?: ClientOptions): Promise<ReportResult | null> => {
    client = await startClient(options);
    const { uri } = client.open(text);
    return client.connection.sendRequest(reportRequest, { textDocument: { uri } });
  };
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });

  it('asks the account, and gives places, causes and documentation', async () => {
    const report = await reportOn(TEMPLATE, { catalog: { lookup: answersFrom(['/a']) } });
    assert.ok(report);
    const [entry, ...others] = report.entries;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [entry?.severity, entry?.code, entry?.logicalId],
      ['error', 'reference/not-found', 'Worker'],
    );
    assert.equal(entry?.range.start.line, 4);
    assert.match(entry?.docs ?? '', /#referencenot-found$/);
    assert.equal(report.names, 2);
  });

  it('says that nobody was asked where nobody answers', async () => {
    const report = await reportOn(TEMPLATE);
    assert.deepEqual(report?.entries, []);
    assert.deepEqual(report?.unanswered, [{ reason: 'the account was not asked', names: 2 }]);
  });

  it('is none for a file that is nothing of ours, and for one that is not open', async () => {
    assert.equal(await reportOn('services: {}\n'), null);
    const nowhere = { textDocument: { uri: 'file:///nowhere.yaml' } };
    assert.equal(await client?.connection.sendRequest(reportRequest, nowhere), null);
  });
});
