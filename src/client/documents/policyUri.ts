/** Where a live policy stands. Nothing secret is in the address or the text. */
export interface PolicyPlace {
  readonly kind: 'key' | 'secret';
  readonly region: string;
  /** The key's id, or the secret's ARN. */
  readonly id: string;
  readonly label: string;
}

/** `/eu-west-1/key/KEY-ID/my-app-prod.json`: the last part is the title of the editor. */
export function policyPath({ kind, region, id, label }: PolicyPlace): string {
  return `/${region}/${kind}/${kind === 'secret' ? segmentOf(id) : id}/${label.replaceAll('/', '∕')}.json`;
}

/** Undefined for a path nobody made here: any extension can open a document of any scheme. */
export function parsePolicyPath(path: string): PolicyPlace | undefined {
  const [, region, kind, segment, label] =
    /^\/([a-z0-9-]{1,63})\/(key|secret)\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
  if (region === undefined || segment === undefined || label === undefined) return undefined;
  if (kind === 'key') {
    return /^(?:mrk-)?[0-9a-f-]{32,36}$/.test(segment) ? { kind, region, id: segment, label } : undefined;
  }
  const id = segment.replaceAll('∕', '/');
  return /^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]{1,600}$/.test(id)
    ? { kind: 'secret', region, id, label }
    : undefined;
}

/** A slash in a secret's name is no step of the path. */
function segmentOf(arn: string): string {
  return arn.replaceAll('/', '∕');
}

/**
 * As AWS returned it, laid out for reading; of a secret without a policy one without a statement. Text that is no JSON is
 * shown as it came, for the linter to say so.
 */
export function layOutPolicy(policy: string): string {
  const written = policy === '' ? '{"Version": "2012-10-17", "Statement": []}' : policy;
  try {
    return `${JSON.stringify(JSON.parse(written), null, 2)}\n`;
  } catch {
    return policy;
  }
}
