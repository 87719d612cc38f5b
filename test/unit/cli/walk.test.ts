import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { walk } from '../../../src/cli/lint/walk';
import { createFolder, type Folder } from './support';

describe('cli: walking a folder', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = createFolder();
  });
  afterEach(() => folder.remove());

  /** Files named by a test, without the .gitignore files themselves. */
  async function found(inside = ''): Promise<readonly string[]> {
    const { files, unreadable } = await walk(path.join(folder.path, inside));
    assert.deepEqual(unreadable, []);
    return files.filter(file => path.basename(file) !== '.gitignore');
  }

  // What git answers for each: `git ls-files --others --exclude-standard`.
  const ignoreCases: readonly {
    readonly name: string;
    readonly files: readonly string[];
    readonly ignores: Readonly<Record<string, string>>;
    readonly kept: readonly string[];
  }[] = [
    {
      name: 'a name anywhere, a path from the file on',
      files: ['a', 'x/a', 'b', 'x/b', 'c/d', 'x/c/d'],
      ignores: { '.gitignore': 'a\n/b\nc/d\n' },
      kept: ['x/b', 'x/c/d'],
    },
    {
      name: 'a folder and what is below it, but no file of that name',
      files: ['build/a', 'x/build/a', 'y/build'],
      ignores: { '.gitignore': 'build/\n' },
      kept: ['y/build'],
    },
    {
      name: 'what a later line takes back, but not below an ignored folder',
      files: ['a.log', 'keep.log', 'out/keep.log'],
      ignores: { '.gitignore': '*.log\n!keep.log\nout/\n' },
      kept: ['keep.log'],
    },
    {
      name: 'rules of a folder further down for that folder alone',
      files: ['a', 'x/a', 'x/y/a', 'x/b', 'x/y/b'],
      ignores: { 'x/.gitignore': 'a\n/b\n' },
      kept: ['a', 'x/y/b'],
    },
    {
      name: 'a folder that a file further down takes back',
      files: ['x/gen/a', 'gen/a'],
      ignores: { '.gitignore': 'gen/\n', 'x/.gitignore': '!gen/\n' },
      kept: ['x/gen/a'],
    },
    {
      name: 'comments, blanks, escapes, a byte order mark, CRLF',
      files: ['#a', '!b', 'c', 'd e', 'f', 'x/#a', 'x/!b'],
      ignores: {
        '.gitignore': '\uFEFF# c\r\n\r\n\\#a\r\n\\!b\r\nd e\r\n',
        'x/.gitignore': '# !\n\\#a\n\\!b\n',
      },
      kept: ['c', 'f'],
    },
    {
      name: 'folders whose names hold wildcards',
      files: ['[ab]/x', 'a/x', 's*/x', 'so/x'],
      ignores: { '[ab]/.gitignore': 'x\n', 's*/.gitignore': 'x\n' },
      kept: ['a/x', 'so/x'],
    },
    {
      name: 'two stars',
      files: ['x/a/b/c', 'x/c', 'y/d/e', 'y/d/f/e'],
      ignores: { '.gitignore': 'x/**/c\n', 'y/.gitignore': 'd/**\n!d/f/\n!d/f/e\n' },
      kept: ['y/d/f/e'],
    },
  ];
  for (const { name, files, ignores, kept } of ignoreCases) {
    it(`leaves out ${name}`, async () => {
      folder.write({ ...Object.fromEntries(files.map(file => [file, ''])), ...ignores });
      assert.deepEqual(await found(), [...kept].sort());
    });
  }

  it('counts the rules of the repository it is in, its private ones included', async () => {
    folder.write({
      '.git/info/exclude': 'private.yaml\n',
      '.gitignore': '*.gen.yaml\n',
      'x/y/.gitignore': '/local.yaml\n',
      'x/y/private.yaml': '',
      'x/y/a.gen.yaml': '',
      'x/y/local.yaml': '',
      'x/y/z/local.yaml': '',
    });
    assert.deepEqual(await found('x/y'), ['z/local.yaml']);
  });

  it('does not look above the folder where there is no repository', async () => {
    folder.write({ '.gitignore': '*\n', 'x/a.yaml': '' });
    assert.deepEqual(await found('x'), ['a.yaml']);
  });

  it('checks an ignored folder that was named, with its own rules', async () => {
    folder.write({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.yaml\n',
      'out/x/a.yaml': '',
      'out/x/b.yaml': '',
      'out/x/.gitignore': 'b.yaml\n',
    });
    assert.deepEqual(await found('out/x'), ['a.yaml']);
    assert.deepEqual(await found('out'), ['x/a.yaml']);
  });

  it('leaves out .git and node_modules, and names files in an order of their own', async () => {
    folder.write(
      Object.fromEntries(
        ['b', 'B', 'ä', 'a/z', 'a.b', '.git/x', 'a/node_modules/x', '.github/w'].map(f => [f, '']),
      ),
    );
    assert.deepEqual(await found(), ['.github/w', 'B', 'a/z', 'a.b', 'b', 'ä']);
  });

  it('follows no link, in the tree, out of it or in a circle', async () => {
    folder.write({ 'outside/x.yaml': '', 'tree/a.yaml': '', 'tree/sub/b.yaml': '' });
    symlinkSync('../outside', path.join(folder.path, 'tree/out'));
    symlinkSync('../outside/x.yaml', path.join(folder.path, 'tree/x.yaml'));
    symlinkSync('sub', path.join(folder.path, 'tree/again'));
    symlinkSync('.', path.join(folder.path, 'tree/circle'));
    assert.deepEqual(await found('tree'), ['a.yaml', 'sub/b.yaml']);
  });

  it('names a link that leads nowhere, where it could have been ours', async () => {
    folder.write({ 'a.yaml': '' });
    for (const name of ['broken.yaml', 'picture.png', '.#a.yaml'])
      symlinkSync('nowhere', path.join(folder.path, name));
    symlinkSync('self.json', path.join(folder.path, 'self.json'));
    const { files, unreadable } = await walk(folder.path);
    assert.deepEqual(files, ['a.yaml']);
    assert.deepEqual(
      unreadable.map(({ path: name }) => name),
      ['broken.yaml', 'self.json'],
    );
  });

  it('takes a folder called .gitignore for no rules', async () => {
    mkdirSync(path.join(folder.path, '.gitignore'));
    folder.write({ 'a.yaml': '' });
    assert.deepEqual(await found(), ['a.yaml']);
  });

  it('names a folder that is not there', async () => {
    const { files, unreadable } = await walk(path.join(folder.path, 'missing'));
    assert.deepEqual(files, []);
    assert.deepEqual(unreadable, [{ path: '', reason: 'there is no such file' }]);
  });
});
