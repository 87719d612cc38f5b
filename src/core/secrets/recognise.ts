/** What a secret holds, by the names of its keys. Of its value nothing comes out of here but those and words of ours. */
import { engines } from './secretShapes';

export type RecognisedShape =
  | { readonly kind: 'database'; readonly engine?: string }
  | { readonly kind: 'login' | 'apiKey' | 'certificate' | 'privateKey' | 'pairs' | 'text' | 'binary' };

export interface Recognised {
  readonly shape: RecognisedShape;
  /** Of a JSON object, those of its first level, each once, in the order of the text. */
  readonly keys: readonly string[];
}

/**
 * Keys as rotation functions and Keyhole's own new secrets have them, and as people write them:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 * @param value as it was revealed; of a binary one in base64
 */
export function recognise(value: string, form: 'string' | 'binary'): Recognised {
  if (form === 'binary') return { shape: { kind: 'binary' }, keys: [] };
  const object = objectIn(value);
  if (object === undefined) return { shape: { kind: textKind(value) }, keys: [] };
  const keys = Object.keys(object);
  return { shape: shapeOf(keys, engineIn(object)), keys };
}

function shapeOf(keys: readonly string[], engine: string | undefined): RecognisedShape {
  const names = new Set(keys.map(key => key.toLowerCase().replace(/[^a-z0-9]/g, '')));
  const has = (...any: readonly string[]) => any.some(name => names.has(name));
  const isLogin = has('username', 'user') && has('password', 'pass', 'pwd');
  if (isLogin && (engine !== undefined || has('host', 'hostname', 'dbname', 'database', ...CLUSTERS)))
    return { kind: 'database', ...(engine !== undefined && { engine }) };
  if (has('certificate', 'cert', 'tlscrt', 'clientcert', 'crt')) return { kind: 'certificate' };
  if (has('privatekey', 'tlskey', 'sshkey', 'sshprivatekey')) return { kind: 'privateKey' };
  if (isLogin) return { kind: 'login' };
  return [...names].some(name => API_KEY.test(name)) ? { kind: 'apiKey' } : { kind: 'pairs' };
}

const CLUSTERS = ['dbinstanceidentifier', 'dbclusteridentifier'];
const API_KEY =
  /^(?:x?api(?:key|token|secret)|(?:access|bearer|auth|refresh)?token|clientsecret|(?:secret)?accesskey|secretkey)$/;

/** One of those that AWS names, in our spelling: no other text of the value is told. */
function engineIn(object: Readonly<Record<string, unknown>>): string | undefined {
  const told = Object.hasOwn(object, 'engine') ? object['engine'] : undefined;
  return engines.find(({ engine }) => engine === told)?.engine;
}

function textKind(value: string): 'certificate' | 'privateKey' | 'text' {
  const [, what = ''] = /^\s*-----BEGIN ([A-Z ]{1,40})-----/.exec(value) ?? [];
  if (what.endsWith('PRIVATE KEY')) return 'privateKey';
  return what === 'CERTIFICATE' ? 'certificate' : 'text';
}

function objectIn(value: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // Not passed on: the error quotes the text.
    return undefined;
  }
}
