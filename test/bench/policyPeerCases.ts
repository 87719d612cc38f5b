/** Keys as people write them, each with one mistake in its policy or none. */
import type { PeerCase } from './peerCases';

const ROOT =
  "- {Effect: Allow, Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}, Action: 'kms:*', Resource: '*'}";

const key = (statements: string, { properties = 'EnableKeyRotation: true', root = ROOT } = {}): string =>
  `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
${properties
  .split('\n')
  .filter(line => line !== '')
  .map(line => `      ${line}\n`)
  .join('')}      KeyPolicy:
        Version: '2012-10-17'
        Statement:
${[root, ...statements.split('\n')]
  .filter(line => line !== '')
  .map(line => `          ${line}\n`)
  .join('')}`;

const allow = (principal: string, action: string, condition = ''): string =>
  `- {Effect: Allow, Principal: ${principal}, Action: ${action}, Resource: '*'${condition === '' ? '' : `, Condition: ${condition}`}}`;
const everyone = (condition = ''): string => allow("'*'", "'kms:Decrypt'", condition);
const role = (action: string, condition = ''): string =>
  allow("{AWS: 'arn:aws:iam::111122223333:role/app'}", action, condition);
const HMAC = 'KeySpec: HMAC_256\nKeyUsage: GENERATE_VERIFY_MAC\n';

/** What KMS refuses, what never works, or what lets everybody in. */
export const wrongPolicies: readonly PeerCase[] = [
  { name: 'everybody', text: key(everyone()) },
  { name: 'everybody, as AWS: *', text: key(allow("{AWS: '*'}", "'kms:Decrypt'")) },
  {
    name: 'everybody, through a service',
    text: key(everyone("{StringLike: {'kms:ViaService': 's3.*.amazonaws.com'}}")),
  },
  {
    name: 'everybody, IfExists',
    text: key(everyone("{StringEqualsIfExists: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
  },
  { name: 'everybody, any account', text: key(everyone("{StringLike: {'kms:CallerAccount': '*'}}")) },
  { name: 'everybody, over TLS', text: key(everyone("{Bool: {'aws:SecureTransport': 'true'}}")) },
  {
    name: 'everybody in a replica',
    text: key(everyone())
      .replace('AWS::KMS::Key', 'AWS::KMS::ReplicaKey')
      .replace('EnableKeyRotation: true', 'PrimaryKeyArn: arn:aws:kms:eu-west-1:111122223333:key/mrk-1'),
  },
  {
    name: 'everybody but one',
    text: key("- {Effect: Allow, NotPrincipal: {AWS: '111122223333'}, Action: 'kms:Decrypt', Resource: '*'}"),
  },
  { name: 'nobody may change it', text: key(role("'kms:Decrypt'"), { root: '' }) },
  { name: 'an action of S3', text: key(role("['kms:Decrypt', 's3:GetObject']")) },
  { name: 'an action there is not', text: key(role("'kms:Decript'")) },
  { name: 'an action that has no key', text: key(role("['kms:Decrypt', 'kms:ListKeys']")) },
  {
    name: 'a condition KMS refuses',
    text: key(role("'kms:Decrypt'", "{StringEquals: {'aws:ResourceTag/a': 'b'}}")),
  },
  {
    name: 'a condition Decrypt has not',
    text: key(role("'kms:Decrypt'", "{Bool: {'kms:GrantIsForAWSResource': 'true'}}")),
  },
  {
    name: 'a service there is not',
    text: key(
      role("'kms:Decrypt'", "{StringEquals: {'kms:ViaService': !Sub 'ebs.${AWS::Region}.amazonaws.com'}}"),
    ),
  },
  { name: 'a group', text: key(allow("{AWS: 'arn:aws:iam::111122223333:group/a'}", "'kms:Decrypt'")) },
  {
    name: 'a wildcard in an ARN',
    text: key(allow("{AWS: 'arn:aws:iam::111122223333:role/*'}", "'kms:Decrypt'")),
  },
  { name: 'eleven digits', text: key(allow("{AWS: '11112222333'}", "'kms:Decrypt'")) },
  { name: 'rotation of an HMAC key', text: key('', { properties: `${HMAC}EnableKeyRotation: true` }) },
  { name: 'signing with an HMAC key', text: key(role("'kms:Sign'"), { properties: HMAC }) },
];

export const rightPolicies: readonly PeerCase[] = [
  { name: 'the default policy', text: key('') },
  {
    name: 'everybody of this account',
    text: key(everyone("{StringEquals: {'kms:CallerAccount': !Ref 'AWS::AccountId'}}")),
  },
  {
    name: 'as AWS managed keys have it',
    text: key(
      everyone(
        "{StringEquals: {'kms:CallerAccount': !Ref 'AWS::AccountId', 'kms:ViaService': !Sub 's3.${AWS::Region}.amazonaws.com'}}",
      ),
    ),
  },
  {
    name: 'everybody of an organization',
    text: key(everyone("{StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
  },
  {
    name: 'a role by its prefix',
    text: key(everyone("{ArnLike: {'aws:PrincipalArn': !Sub 'arn:aws:iam::${AWS::AccountId}:role/app-*'}}")),
  },
  { name: 'an HMAC key without rotation', text: key('', { properties: HMAC }) },
  { name: 'imported material', text: key('', { properties: 'Origin: EXTERNAL' }) },
  {
    name: 'everybody is denied',
    text: key(
      "- {Effect: Deny, Principal: '*', Action: 'kms:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}",
    ),
  },
  {
    name: 'a service for this account',
    text: key(
      allow(
        "{Service: 'sns.amazonaws.com'}",
        "['kms:Decrypt', 'kms:GenerateDataKey*']",
        "{StringEquals: {'aws:SourceAccount': !Ref 'AWS::AccountId'}}",
      ),
    ),
  },
];
