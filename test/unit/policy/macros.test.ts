import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';

const template = (transform: string) => `${transform}Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: 'kms:*', Resource: '*'}
          - {Effect: Allow, Principal: {AWS: '11112222333'}, Action: kms:Decript, Resource: '*'}
`;

describe('policies in a template with a macro', () => {
  const said = (text: string) =>
    lint(createAnalyzer().analyze({ path: 'a.yaml', text })).map(
      ({ severity, code }) => `${severity} ${code}`,
    );
  const errors = ['error policy/malformed-principal', 'error policy/unknown-action'];

  it('are told as errors without one, and under the transforms of AWS', () => {
    assert.deepEqual(said(template('')), errors);
    assert.deepEqual(said(template('Transform: AWS::Serverless-2016-10-31\n')), errors);
    assert.deepEqual(said(template('Transform: [AWS::LanguageExtensions]\n')), errors);
  });

  it('are told as warnings: it may rewrite them', () => {
    const warnings = errors.map(line => line.replace('error', 'warning'));
    assert.deepEqual(said(template('Transform: KeyMacro\n')), warnings);
    assert.deepEqual(
      said(template('Transform:\n  - AWS::LanguageExtensions\n  - Name: KeyMacro\n')),
      warnings,
    );
  });

  it('follow a transform that is added while somebody types', () => {
    const analyzer = createAnalyzer();
    const severities = (text: string) =>
      lint(analyzer.analyze({ path: 'a.yaml', text })).map(({ severity }) => severity);
    assert.deepEqual(severities(template('')), ['error', 'error']);
    assert.deepEqual(severities(template('Transform: KeyMacro\n')), ['warning', 'warning']);
    assert.deepEqual(severities(template('')), ['error', 'error']);
  });
});
