import { dayOf } from '../days';
import { filesText } from '../filesText';
import type { RuleFor } from '../rule';

export const secretDeletionReferenced: RuleFor<'secret'> = {
  code: 'secret-deletion-referenced',
  on: 'secret',
  severity: 'warning',
  title: 'Secrets scheduled for deletion that are still referred to',
  documentation: {
    what: 'A secret that is scheduled for deletion, and that a reference in a template or another file of the workspace names. Up to 2,000 files are looked through, and those that are open.',
    why: 'It cannot be read any longer: the next deployment of that file to this account and Region fails.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  },
  fixes: ['restore-secret'],
  check({ arn, deletedDate }, { mentions, now }) {
    const files = mentions.get(arn) ?? [];
    if (deletedDate === undefined || files.length === 0) return undefined;
    // AWS's pages differ about which day it tells (catalog/items.ts).
    const when = deletedDate > now ? `, gone after ${dayOf(deletedDate)},` : '';
    return { message: `It is scheduled for deletion${when} and referred to in: ${filesText(files)}.` };
  },
};
