import assert from 'node:assert/strict';
import { draftOf, editOf, isDirty, keyProblem, typedInto } from '../../../src/client/value/draft';
import { sensitive } from '../../../src/core/value/sensitive';

const fetched = (value: string) => ({
  value: sensitive(value),
  revision: { kind: 'secret', versionId: 'v1', editable: true } as const,
  facts: '',
});
const entry = (key: string, text: string, json = false) => ({ key, text, json });

describe('a value that is edited', () => {
  it('is edited by key where it has keys, else as text', () => {
    assert.deepEqual(editOf(draftOf(fetched('{"a":"b","n":1}'))), {
      form: 'keys',
      entries: [entry('a', 'b'), entry('n', '1', true)],
    });
    assert.deepEqual(editOf(draftOf(fetched('hunter2'))), { form: 'text', text: 'hunter2' });
  });

  it('is dirty when it is another text', () => {
    const draft = draftOf(fetched('{"a": "b"}'));
    assert.equal(isDirty(draft), false);
    const typed = typedInto(draft, { form: 'keys', entries: [entry('a', 'c'), entry('d', 'e')] });
    assert.equal(typed.text.reveal(), '{"a": "c", "d": "e"}');
    assert.equal(isDirty(typed), true);
    const back = typedInto(typed, { form: 'keys', entries: [entry('a', 'b')] });
    assert.equal(isDirty(back), false);
  });

  it('changes its form with what was typed in it', () => {
    const draft = typedInto(
      draftOf(fetched('{"a":"b"}')),
      { form: 'keys', entries: [entry('a', 'c')] },
      'text',
    );
    assert.deepEqual(editOf(draft), { form: 'text', text: '{"a":"c"}' });
    assert.equal(editOf(typedInto(draft, { form: 'text', text: '{"z":1}' }, 'keys')).form, 'keys');
    assert.equal(editOf(typedInto(draft, { form: 'text', text: 'no json' }, 'keys')).form, 'text');
  });

  it('has a name for each key, and each name once', () => {
    assert.equal(keyProblem({ form: 'keys', entries: [entry('a', ''), entry('', '')] }), 'empty');
    assert.equal(keyProblem({ form: 'keys', entries: [entry('a', ''), entry('a', 'x')] }), 'duplicate');
    assert.equal(keyProblem({ form: 'keys', entries: [entry('a', ''), entry('b', '')] }), undefined);
    assert.equal(keyProblem({ form: 'text', text: '' }), undefined);
  });

  it('prints as a mask', () => {
    const draft = typedInto(draftOf(fetched('one')), { form: 'text', text: 'hunter2' });
    assert.doesNotMatch(JSON.stringify(draft), /hunter2|one/);
  });
});
