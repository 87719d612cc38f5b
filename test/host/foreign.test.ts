import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Node, SectionNode } from '../../src/client/tree/nodes';
import { callCounts, childrenOf, eventually, keyhole, labelsOf, resetCalls, setFaults } from './support';

const SHARED = 'arn:aws:ssm:eu-west-1:210987654321:parameter/org/network/vpc-id';

describe('parameters that are not of the account', () => {
  afterEach(async () => {
    await setFaults({});
    const { views } = await keyhole();
    for (const { foreign } of views.parameters.branches) foreign.reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function section(of: SectionNode['of']): Promise<Node> {
    const { views } = await keyhole();
    const roots = await childrenOf(views.parameters);
    const found = roots.find(node => node.kind === 'section' && node.of === of);
    assert.ok(found);
    return found;
  }

  it('stand at the end, and are not read before somebody unfolds them', async () => {
    const { views } = await keyhole();
    await views.parameters.refresh();
    await resetCalls();
    const kinds = (await childrenOf(views.parameters))
      .slice(-2)
      .map(node => node.kind === 'section' && node.of);
    assert.deepEqual(kinds, ['shared', 'public']);
    assert.doesNotMatch(await callCounts(), /GetParametersByPath/);
    views.parameters.setFilter('host');
    assert.ok((await childrenOf(views.parameters)).every(({ kind }) => kind !== 'section'));
    views.parameters.setFilter('');
  });

  it('are folders of what AWS publishes, service by service', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    const services = await childrenOf(views.parameters, await section('public'));
    assert.deepEqual(
      services.map(node => node.kind === 'published' && node.label),
      ['ami-amazon-linux-latest', 'ecs'],
    );
    const [linux, ecs] = services;
    assert.deepEqual(await labelsOf(views.parameters, linux), [
      'al2023-ami-kernel-default-arm64',
      'al2023-ami-kernel-default-x86_64',
    ]);
    const [optimized] = await childrenOf(views.parameters, ecs);
    assert.ok(optimized?.kind === 'published' && optimized.path === '/aws/service/ecs/optimized-ami');
  });

  it('can be read and referred to, and not changed', async () => {
    const { views, panels } = await keyhole();
    await views.parameters.ensure();
    const [linux] = await childrenOf(views.parameters, await section('public'));
    const [image] = await childrenOf(views.parameters, linux);
    assert.ok(image);
    const { contextValue = '' } = await views.parameters.provider.getTreeItem(image);
    assert.doesNotMatch(contextValue, /\b(parameter|editable|tags|markable)\b/);
    await vscode.commands.executeCommand('keyhole.copyReference', image);
    const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
    assert.equal(await vscode.env.clipboard.readText(), `{{resolve:ssm:${name}}}`);
    await resetCalls();
    await vscode.commands.executeCommand('keyhole.revealValue', image);
    await eventually(() => assert.equal(panels.panels.length, 1));
    await vscode.commands.executeCommand('keyhole.deleteParameter', image);
    await vscode.commands.executeCommand('keyhole.editTags', image);
    assert.doesNotMatch(await callCounts(), /DeleteParameters|ListTags|PutParameter/);
  });

  it('are by ARN where another account shares them', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    const nodes = await childrenOf(views.parameters, await section('shared'));
    assert.deepEqual(
      nodes.map(node => node.kind === 'foreign' && [node.label, node.owner]),
      [
        ['/org/network/vpc-id', '210987654321'],
        ['/org/network/subnets', '210987654321'],
      ],
    );
    await vscode.commands.executeCommand('keyhole.copyName', nodes[0]);
    assert.equal(await vscode.env.clipboard.readText(), SHARED);
    // An ARN is in no dynamic reference.
    await vscode.commands.executeCommand('keyhole.copyReference', nodes[0]);
    assert.equal(await vscode.env.clipboard.readText(), SHARED);
  });

  it('say what is missing, and are read again by whoever looks again', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    await setFaults({ deny: ['ssm:GetParametersByPath'] });
    const here = await section('public');
    assert.deepEqual(await labelsOf(views.parameters, here), ['Denied: ssm:GetParametersByPath']);
    await setFaults({});
    const [linux] = await childrenOf(views.parameters, here);
    await setFaults({ deny: ['ssm:GetParametersByPath'] });
    assert.deepEqual(await labelsOf(views.parameters, linux), ['Denied: ssm:GetParametersByPath']);
    await setFaults({});
    assert.equal((await childrenOf(views.parameters, linux)).length, 2);
  });
});
