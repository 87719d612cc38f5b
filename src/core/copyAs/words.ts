import type { CopyItem } from './item';

/** The last level of a name, which is what it is called: `host` of `/my-app/prod/database/host`. */
function lastLevel(item: CopyItem): string {
  const name = item.kind === 'key' ? (item.alias ?? 'key').replace(/^alias\//, '') : item.name;
  return name.split('/').filter(Boolean).at(-1) ?? 'value';
}

function wordsOf(item: CopyItem): readonly string[] {
  const words = lastLevel(item)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter(Boolean);
  const [first = 'value'] = words;
  // No language lets a name begin with a digit.
  return /^\d/.test(first) ? ['value', ...words] : words.length > 0 ? words : [first];
}

/** `DATABASE_HOST` */
export function variableName(item: CopyItem): string {
  return wordsOf(item).join('_').toUpperCase();
}

/** `database_host` */
export function snakeName(item: CopyItem): string {
  return wordsOf(item).join('_').toLowerCase();
}

/** `DatabaseHost` */
export function pascalName(item: CopyItem): string {
  return wordsOf(item)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
