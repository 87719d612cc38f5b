import { namesUnder } from '../../catalog/keyUses';
import { dayOf } from '../days';
import { filesText } from '../filesText';
import type { RuleFor } from '../rule';

export const keyDeletionReferenced: RuleFor<'key'> = {
  code: 'key-deletion-referenced',
  on: 'key',
  severity: 'error',
  title: 'Keys pending deletion that are still needed',
  documentation: {
    what: 'A key that is to be deleted: an error where parameters or secrets of this Region are encrypted with it, a warning where a file of the workspace names its id or an alias of it. Up to 2,000 files are looked through, and those that are open.',
    why: 'What is encrypted with it cannot be read now, and is lost for good when the key is gone and no other Region has one of the same multi-Region key.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  },
  fixes: ['cancel-deletion'],
  check(key, { parameters, secrets, mentions }) {
    const { state, deletionDate, multiRegion } = key.metadata ?? {};
    if (state !== 'PendingDeletion' && state !== 'PendingReplicaDeletion') return undefined;
    const under = [...namesUnder(key, parameters), ...namesUnder(key, secrets)];
    const files = mentions.get(key.arn) ?? [];
    const when =
      deletionDate === undefined ? 'It is to be deleted' : `It is deleted on ${dayOf(deletionDate)}`;
    // Another key of the same multi-Region key has the same material, and can be replicated to here.
    const lost = multiRegion ? 'these cannot be read in this Region without it' : 'these are lost with it';
    if (under.length > 0) return { message: `${when}, and ${lost}: ${filesText(under)}.` };
    if (files.length === 0) return undefined;
    return { severity: 'warning', message: `${when}, and named in: ${filesText(files)}.` };
  },
};
