import { isNode } from '../commands/pickItems';

/**
 * What the name of something new begins with: the folder that was clicked, or that of the item. VS Code hands the item that
 * has the focus to a command in the title of a view too. Undefined for what is nothing of a view.
 */
export function placeOfNew(argument: unknown): string | undefined {
  if (argument === undefined) return '';
  if (!isNode(argument)) return isGroup(argument) ? '' : undefined;
  switch (argument.kind) {
    case 'folder':
      return `${argument.path}/`;
    case 'parameter':
    case 'secret': {
      const { name } = argument.metadata;
      return name.slice(0, name.lastIndexOf('/') + 1);
    }
    default:
      return '';
  }
}

function isGroup(argument: unknown): boolean {
  const kind = typeof argument === 'object' && argument !== null && Reflect.get(argument, 'kind');
  return ['keyGroup', 'tagGroup', 'section', 'more', 'notice'].includes(String(kind));
}
