import type { CommandTable } from '../commands/context';
import type { ChangeContext } from './changeContext';
import { createAliasCommand, deleteAliasCommand, pointAliasCommand } from './keys/aliasCommands';
import { cancelKeyDeletionCommand } from './keys/cancelKeyDeletion';
import { createKeyCommand } from './keys/create/createKeyCommand';
import { createGrantCommand } from './keys/grants/createGrantCommand';
import { changeDescriptionCommand } from './keys/keyDescription';
import { keyGrantsCommand } from './keys/keyGrantsCommand';
import {
  rotateKeyNowCommand,
  turnOffRotationCommand,
  turnOnRotationCommand,
} from './keys/keyRotationCommands';
import { primaryRegionCommand } from './keys/replicate/primaryRegionCommand';
import { replicateKeyCommand } from './keys/replicate/replicateKeyCommand';
import { scheduleKeyDeletionCommand } from './keys/scheduleKeyDeletionCommand';
import { disableKeyCommand, enableKeyCommand } from './keys/switchKey';
import { changeSettingsCommand } from './parameters/changeSettingsCommand';
import { comparePathsCommand } from './parameters/compare/compareCommand';
import { duplicateParameterCommand, moveParameterCommand } from './parameters/copy/copyCommands';
import { createParameterCommand } from './parameters/createParameterCommand';
import { deleteParametersCommand } from './parameters/deleteParametersCommand';
import { importParametersCommand } from './parameters/import/importCommand';
import { changeSecretCommand } from './secrets/changeDetailsCommand';
import { createSecretCommand } from './secrets/create/createSecretCommand';
import {
  promoteReplicaCommand,
  replicateSecretCommand,
  stopReplicatingCommand,
} from './secrets/replication/replicationCommands';
import {
  rotateSecretCommand,
  setRotationCommand,
  stopRotationCommand,
} from './secrets/rotation/rotationCommands';
import { deleteSecretCommand, restoreSecretCommand } from './secrets/secretDeletionCommands';
import { applyAllStagedCommand, showStagedCommand } from './staged/stagedCommands';
import { editTagsCommand } from './tags/editTagsCommand';

/** Every command that changes something in AWS: one file, one row. */
export const changeCommands: CommandTable<ChangeContext> = {
  'keyhole.changeParameterSettings': changeSettingsCommand,
  'keyhole.createParameter': createParameterCommand,
  'keyhole.duplicateParameter': duplicateParameterCommand,
  'keyhole.moveParameter': moveParameterCommand,
  'keyhole.deleteParameter': deleteParametersCommand,
  'keyhole.importParameters': importParametersCommand,
  'keyhole.comparePaths': comparePathsCommand,
  'keyhole.editTags': editTagsCommand,
  'keyhole.showStaged': showStagedCommand,
  'keyhole.applyAllStaged': applyAllStagedCommand,
  'keyhole.createSecret': createSecretCommand,
  'keyhole.changeSecret': changeSecretCommand,
  'keyhole.deleteSecret': deleteSecretCommand,
  'keyhole.restoreSecret': restoreSecretCommand,
  'keyhole.replicateSecret': replicateSecretCommand,
  'keyhole.stopReplicating': stopReplicatingCommand,
  'keyhole.promoteReplica': promoteReplicaCommand,
  'keyhole.rotateSecret': rotateSecretCommand,
  'keyhole.setRotation': setRotationCommand,
  'keyhole.stopRotation': stopRotationCommand,
  'keyhole.createKey': createKeyCommand,
  'keyhole.disableKey': disableKeyCommand,
  'keyhole.enableKey': enableKeyCommand,
  'keyhole.scheduleKeyDeletion': scheduleKeyDeletionCommand,
  'keyhole.cancelKeyDeletion': cancelKeyDeletionCommand,
  'keyhole.changeKeyDescription': changeDescriptionCommand,
  'keyhole.showKeyGrants': keyGrantsCommand,
  'keyhole.createKeyGrant': createGrantCommand,
  'keyhole.replicateKey': replicateKeyCommand,
  'keyhole.changePrimaryRegion': primaryRegionCommand,
  'keyhole.createKeyAlias': createAliasCommand,
  'keyhole.pointKeyAlias': pointAliasCommand,
  'keyhole.deleteKeyAlias': deleteAliasCommand,
  'keyhole.turnOnKeyRotation': turnOnRotationCommand,
  'keyhole.turnOffKeyRotation': turnOffRotationCommand,
  'keyhole.rotateKeyNow': rotateKeyNowCommand,
};
