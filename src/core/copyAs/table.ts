import { cdkPython, cdkTypeScript } from './formats/cdk';
import { cli, encryptFile, githubActions, userData } from './formats/commandLine';
import { ecsSecret, iamStatement, terraform } from './formats/declarations';
import { go, java, javascript, python } from './formats/programs';
import {
  arn,
  jsonKeyReference,
  name,
  pinnedReference,
  quotedName,
  reference,
  templateParameter,
} from './formats/references';
import type { CopyFormat } from './item';

/** Every way to write an item, in the order they are offered. */
export const copyFormats: readonly CopyFormat[] = [
  name,
  quotedName,
  arn,
  reference,
  pinnedReference,
  jsonKeyReference,
  templateParameter,
  cli,
  encryptFile,
  userData,
  python,
  javascript,
  java,
  go,
  cdkTypeScript,
  cdkPython,
  terraform,
  ecsSecret,
  githubActions,
  iamStatement,
];
