import { contentExtension } from '../../core/value/contentKind';

/** Where the value of a parameter that is no secret stands. */
export interface ValuePlace {
  readonly region: string;
  readonly name: string;
  readonly label: string;
  /** By the language of its content; VS Code chooses the mode of the editor by it. */
  readonly extension: string;
}

/** `~` and a space stand in no name: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const FLAT = '~';
const MARKS = /^(?:SANDBOX )?/;

/**
 * `/eu-west-1/my-app/prod/host.txt`: the last part is the title of the editor, the others are its breadcrumbs. A name
 * without a slash stands in `~`.
 */
export function valuePath({ region, name, label, extension }: ValuePlace): string {
  const folders = name.startsWith('/') ? name.slice(1).split('/').slice(0, -1) : [FLAT];
  return `/${[region, ...folders, `${label}.${extension}`].join('/')}`;
}

export function parseValuePath(path: string): ValuePlace | undefined {
  const [, region, folders = '', title = '', extension] =
    /^\/([a-z0-9-]{1,63})\/(?:(.+)\/)?([^/]+)\.([a-z]{2,5})$/.exec(path) ?? [];
  const last = title.replace(MARKS, '');
  if (region === undefined || extension === undefined) return undefined;
  const above = folders === '' ? '' : `/${folders}`;
  const name = folders === FLAT ? last : `${above}/${last}`;
  const isName = /^[\w.\-/]{1,1011}$/.test(name) && !name.includes('//');
  return isName ? { region, name, label: title, extension } : undefined;
}

export function valuePlace(region: string, name: string, text: string): ValuePlace {
  const label = name.slice(name.lastIndexOf('/') + 1);
  return { region, name, label, extension: contentExtension(text) };
}
