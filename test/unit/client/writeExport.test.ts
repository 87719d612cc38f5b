import assert from 'node:assert/strict';
import { collisionOf, type Exporting, writeExport } from '../../../src/client/exchange/exporting';
import { exchangeFormats } from '../../../src/core/exchange/formats';
import { sensitive } from '../../../src/core/value/sensitive';

function exporting(id: string, names: readonly string[]): Exporting {
  const format = exchangeFormats.find(each => each.id === id);
  assert.ok(format);
  const parameters = names.map(name => ({ name, type: 'String' as const, version: 1 }));
  return { format, nested: false, path: '/', parameters, generation: 1 };
}

describe('an export of everything', () => {
  it('has the whole name of a parameter that is in no path', () => {
    const written = writeExport(exporting('json', ['/app/host', 'port']), name => sensitive(name));
    assert.ok(written.kind === 'written');
    assert.deepEqual(JSON.parse(written.text.reveal()), { 'app/host': '/app/host', port: 'port' });
  });

  it('loses neither of two that would be one', () => {
    for (const { id } of exchangeFormats)
      assert.deepEqual(collisionOf(exporting(id, ['/port', 'port'])), ['/port', 'port']);
  });
});
