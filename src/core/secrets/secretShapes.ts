/** What secrets usually hold, as the keys of a JSON object. */

export interface FieldShape {
  readonly key: string;
  /** `secret`: masked as it is typed; `password`: it can be generated too; `file`: too long to be typed, as it has lines. */
  readonly kind: 'text' | 'secret' | 'password' | 'number' | 'file';
  readonly optional?: true;
  /** What is offered at first. */
  readonly initial?: string;
}

export const shapeIds = ['database', 'apiKey', 'certificate', 'pairs', 'text', 'empty'] as const;

export type ShapeId = (typeof shapeIds)[number];

/**
 * Rotation functions look for these keys and values: DocumentDB's is called mongo.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
export const engines: readonly { readonly engine: string; readonly port?: string }[] = [
  { engine: 'postgres', port: '5432' },
  { engine: 'mysql', port: '3306' },
  { engine: 'mariadb', port: '3306' },
  { engine: 'oracle', port: '1521' },
  { engine: 'sqlserver', port: '1433' },
  { engine: 'db2' },
  { engine: 'mongo', port: '27017' },
  { engine: 'redshift', port: '5439' },
];

/** Beside `engine`, which is chosen. */
export function databaseFields(port: string | undefined): readonly FieldShape[] {
  return [
    { key: 'host', kind: 'text' },
    { key: 'port', kind: 'number', optional: true, ...(port !== undefined && { initial: port }) },
    { key: 'dbname', kind: 'text', optional: true },
    { key: 'username', kind: 'text' },
    { key: 'password', kind: 'password' },
  ];
}

export const apiKeyFields: readonly FieldShape[] = [
  { key: 'api_key', kind: 'secret' },
  { key: 'api_secret', kind: 'password', optional: true },
  { key: 'endpoint', kind: 'text', optional: true },
];

export const certificateFields: readonly FieldShape[] = [
  { key: 'certificate', kind: 'file' },
  { key: 'private_key', kind: 'file' },
  { key: 'chain', kind: 'file', optional: true },
];
