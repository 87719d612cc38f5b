// A foreign client: Neovim's own language client over `keyhole lsp --stdio`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

const TEMPLATE = `Resources:
  Host:
    Type: AWS::SSM::Parameter
    Properties: {Name: /my-app/host, Type: String, Value: x}
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Description: '{{resolve:ssm:/my-app/port:latest}} {{resolve:ssm:/my-app/host}}'
`;

/** Reads its task from the environment, writes what it saw as JSON, and quits. For Neovim 0.7 and newer. */
const SCRIPT = `
local task = vim.fn.json_decode(vim.env.KEYHOLE_TASK)
vim.cmd('edit ' .. vim.fn.fnameescape(task.file))
vim.bo.filetype = 'yaml'
local id = vim.lsp.start_client({ name = 'keyhole', cmd = task.cmd, root_dir = task.root })
vim.lsp.buf_attach_client(0, id)
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local seen = { diagnostics = {} }
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(seen.diagnostics, { line = each.lnum, source = each.source, code = each.code, message = each.message })
end
local here = { textDocument = vim.lsp.util.make_text_document_params(0), position = task.position }
for name, method in pairs({ hover = 'textDocument/hover', definition = 'textDocument/definition' }) do
  local answers = vim.lsp.buf_request_sync(0, method, here, 10000)
  seen[name] = answers and answers[id] and answers[id].result
end
vim.fn.writefile({ vim.fn.json_encode(seen) }, task.out)
vim.cmd('qall!')
`;

describe('Neovim', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'neovim-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('shows problems, a hover and a definition', async () => {
    const { KEYHOLE_NEOVIM: neovim } = process.env;
    assert.ok(neovim, 'the suite found Neovim');
    const file = path.join(folder, 'template.yaml');
    const script = path.join(folder, 'task.lua');
    const out = path.join(folder, 'seen.json');
    writeFileSync(file, TEMPLATE);
    writeFileSync(script, SCRIPT);
    const cmd = [process.execPath, path.join(root, 'dist/cli.js'), 'lsp', '--stdio'];
    const line = TEMPLATE.split('\n').findIndex(text => text.includes('Description'));
    const position = { line, character: TEMPLATE.split('\n')[line]?.indexOf('/my-app/host') ?? 0 };
    const child = spawn(neovim, ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, KEYHOLE_TASK: JSON.stringify({ file, cmd, root: folder, out, position }) },
    });
    let errors = '';
    child.stderr.on('data', data => {
      errors += data;
    });
    const code = await new Promise(resolve => child.once('exit', resolve));
    assert.equal(code, 0, errors);
    const seen = JSON.parse(readFileSync(out, 'utf8'));
    const [problem] = seen.diagnostics;
    assert.deepEqual(
      [problem.line, problem.source, problem.code],
      [line, 'keyhole', 'reference/syntax'],
      errors,
    );
    assert.match(JSON.stringify(seen.hover), /my-app/);
    assert.match(JSON.stringify(seen.definition), /template\.yaml/);
  });
});
