import type { CommandTable } from '../commands/context';
import type { ChangeContext } from './changeContext';
import { changeSettingsCommand } from './parameters/changeSettingsCommand';
import { createParameterCommand } from './parameters/createParameterCommand';
import { deleteParametersCommand } from './parameters/deleteParametersCommand';
import { editTagsCommand } from './tags/editTagsCommand';

/** Every command that changes something in AWS: one file, one row. */
export const changeCommands: CommandTable<ChangeContext> = {
  'keyhole.changeParameterSettings': changeSettingsCommand,
  'keyhole.createParameter': createParameterCommand,
  'keyhole.deleteParameter': deleteParametersCommand,
  'keyhole.editTags': editTagsCommand,
};
