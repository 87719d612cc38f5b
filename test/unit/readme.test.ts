import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { changeOperations, readOperations, useOperations } from '../../src/aws/operations';
import { checks } from '../../src/core/access/checks';
import { lintFile } from './policy/support';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
/** Done by a service for the caller, so a permission without a call. */
const BEHIND = ['kms:Decrypt'];

interface Row {
  readonly operation: string;
  readonly commands: readonly string[];
  readonly actions: readonly string[];
}

function sectionOf(title: string): string {
  const [, section = ''] = readme.split(`### ${title}\n`);
  const [text = ''] = section.split(/^##/m);
  return text;
}

function textsIn(cell: string, mark: '`' | '*'): readonly string[] {
  return [...cell.matchAll(mark === '`' ? /`([^`]+)`/g : /\*([^*]+)\*/g)].map(([, text = '']) => text);
}

const rows: readonly Row[] = [
  ...sectionOf('Every operation').matchAll(/^\| (?!Operation|---)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, operation = '', commands = '', actions = '']) => ({
  operation,
  commands: textsIn(commands, '*'),
  actions: textsIn(actions, '`'),
}));

describe('README', () => {
  const policy = /```json\n(\{[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const allowed = [...policy.matchAll(/"(\w+:\w+)"/g)].map(([, action]) => action).sort();
  const reads = [...readOperations, ...BEHIND].sort();
  const needed = reads.filter(action => action !== 'sts:GetCallerIdentity');

  it('says of every call when it is made, and of no other', () => {
    const told = [...sectionOf('What Keyhole calls and when').matchAll(/^\| (`[^|]+`) \| (.+) \|$/gm)];
    const actionsOf = (all: typeof told) => all.flatMap(([, cell = '']) => textsIn(cell, '`')).sort();
    assert.deepEqual(actionsOf(told), [...readOperations, ...changeOperations, ...useOperations].sort());
    const confirmed = told.filter(([, , when = '']) => when.includes('confirmed'));
    assert.deepEqual(actionsOf(confirmed), [...changeOperations].sort());
  });

  it('has a policy for what is read, and for nothing else', () => {
    assert.deepEqual(allowed, needed);
    assert.deepEqual(lintFile(policy, { kind: 'identity' }), []);
  });

  it('is what Check My Access looks at', () => {
    assert.deepEqual(checks.map(({ action }) => action).sort(), reads);
  });

  it('has a test named after every operation, of commands and calls that there are', () => {
    const tests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.test.ts'))
      .map(name => readFileSync(path.join(root, 'test', name), 'utf8'))
      .join('\n');
    const titles = Object.values<string>(
      JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')),
    );
    assert.ok(rows.length > 0);
    for (const { operation, commands, actions } of rows) {
      assert.match(tests, new RegExp(`\\b(?:describe|it)\\(\\s*'${operation}'`), operation);
      for (const command of commands) assert.ok(titles.includes(command), command);
      for (const action of actions)
        assert.ok([...readOperations, ...changeOperations, ...useOperations].includes(action), action);
    }
  });
});
