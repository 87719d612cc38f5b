import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { emulators } from '../../src/client/session/choice';
import { eventually, keyhole } from './support';

describe('emulators on this machine', () => {
  afterEach(async () => {
    await (await keyhole()).session.choose({ kind: 'aws' });
  });

  it('are asked where they run by default, and with none of one’s own credentials', async () => {
    const { port } = new URL(emulators.LocalStack);
    const received: string[] = [];
    // Whatever answers: what matters is what is sent.
    const server = createServer(socket => {
      socket.on('data', data => received.push(String(data)));
      socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(Number(port), '127.0.0.1', resolve);
    });
    try {
      const { session, views } = await keyhole();
      await session.choose({ kind: 'emulator', emulator: 'LocalStack', region: 'eu-west-1' });
      const { label } = session.state;
      assert.deepEqual(
        [label.profile, label.region, label.endpoint],
        ['LocalStack', 'eu-west-1', emulators.LocalStack],
      );
      await views.parameters.listing.ensure();
      await eventually(() => assert.match(received.join(''), /Credential=test\/\d+\/eu-west-1\/ssm/));
      assert.doesNotMatch(received.join(''), /AKIAKEYHOLE/);
    } finally {
      server.close();
    }
  });

  it('say that they do not answer where none runs', async () => {
    const { session, views } = await keyhole();
    await session.choose({ kind: 'emulator', emulator: 'moto' });
    await views.parameters.listing.ensure();
    await eventually(() => {
      assert.equal(views.parameters.state, 'unreachable');
      assert.match(views.parameters.treeView.description ?? '', /127\.0\.0\.1:5000/);
    });
  });
});
