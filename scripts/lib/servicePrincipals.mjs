// Service principals, read out of the AWS managed policies: a role may be passed to them, or they have a role of their own.
import { execFileSync } from 'node:child_process';
import { ensureMoto } from './moto.mjs';

/** moto (Apache-2.0) carries the managed policies as AWS publishes them. */
const READ = `
import json
from moto.iam.aws_managed_policies import aws_managed_policies_data

def names(policy):
    statements = policy["Document"]["Statement"]
    for statement in [statements] if isinstance(statements, dict) else statements:
        for keys in (statement.get("Condition") or {}).values():
            for key, values in keys.items():
                if key.lower() in ("iam:passedtoservice", "iam:awsservicename"):
                    yield from [values] if isinstance(values, str) else values

found = {name for policy in json.loads(aws_managed_policies_data).values() for name in names(policy)}
print(json.dumps(sorted(found)))
`;

/**
 * Services that no role is passed to, or not by a managed policy: each is what the page of AWS puts into a key policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html and the pages of the services.
 */
const DOCUMENTED = [
  'acm-pca.amazonaws.com',
  'aps.amazonaws.com',
  'cloudfront.amazonaws.com',
  'codeartifact.amazonaws.com',
  'codedeploy.amazonaws.com',
  'codestar-notifications.amazonaws.com',
  'dynamodb.amazonaws.com',
  'ebs.amazonaws.com',
  'ecr.amazonaws.com',
  'edgelambda.amazonaws.com',
  'eks-fargate-pods.amazonaws.com',
  'kinesis.amazonaws.com',
  'kms.amazonaws.com',
  'logging.s3.amazonaws.com',
  'mgn.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'rekognition.amazonaws.com',
  'route53.amazonaws.com',
  'dnssec-route53.amazonaws.com',
  'secretsmanager.amazonaws.com',
  'signer.amazonaws.com',
  'sns.amazonaws.com',
  'sqs.amazonaws.com',
  'storagegateway.amazonaws.com',
  'textract.amazonaws.com',
  'transcribe.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
  'workspaces.amazonaws.com',
];

export async function readServicePrincipals() {
  const python = await ensureMoto();
  const named = JSON.parse(
    execFileSync(python, ['-c', READ], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  );
  // Patterns and the suffix of another partition say nothing new.
  const whole = named.filter(name => /^[a-z0-9][a-z0-9.-]*\.amazonaws\.com$/.test(name));
  return [...new Set([...whole, ...DOCUMENTED])];
}
