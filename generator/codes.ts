// The closed list of everything that can be wrong. One entry a code: its severity, a title for the
// reference in docs, and the general cure; a finding may carry a more exact one.
import { auditCodes } from './rule-codes/azure-audit.ts';
import { ruleCodes } from './rule-codes.ts';

export type Severity = 'error' | 'warning';

interface Entry {
  readonly severity: Severity;
  readonly title: string;
  readonly cure: string;
}

export const codes = {
  'FILE-MISSING': {
    severity: 'error',
    title: 'A file that is named does not exist',
    cure: 'Check the name, or create the file.',
  },
  'FILE-UNREADABLE': {
    severity: 'error',
    title: 'A file cannot be read',
    cure: 'Check the permissions of the file.',
  },
  'FILE-NOT-A-FILE': {
    severity: 'error',
    title: 'A folder or a device stands where a file is expected',
    cure: 'Name a YAML file.',
  },
  'FILE-OUTSIDE': {
    severity: 'error',
    title: 'A name leads out of the repository',
    cure: 'Put the file itself inside the folder; links that lead out of it are not followed.',
  },
  'FILE-TOO-LARGE': {
    severity: 'error',
    title: 'A file is larger than 1 MiB',
    cure: 'Keep values small; carry large texts in files of their own.',
  },
  'FILE-NOT-UTF8': {
    severity: 'error',
    title: 'A file is not UTF-8 text',
    cure: 'Save the file as UTF-8.',
  },
  'YAML-SYNTAX': {
    severity: 'error',
    title: 'The text is not YAML',
    cure: 'Check indentation, colons, quotes and brackets on this line and the one before.',
  },
  'YAML-TOO-DEEP': {
    severity: 'error',
    title: 'Maps and lists are nested deeper than 64',
    cure: 'Nest less deeply.',
  },
  'YAML-CONTROL-CHARACTER': {
    severity: 'error',
    title: 'A character that YAML forbids or that readers disagree on',
    cure: 'Delete the character, or write it as an escape in double quotes.',
  },
  'YAML-DUPLICATE-KEY': {
    severity: 'error',
    title: 'A key stands twice in one map',
    cure: 'Keep one of the two.',
  },
  'YAML-AMBIGUOUS-VALUE': {
    severity: 'error',
    title: 'A value that YAML readers understand differently',
    cure: 'Put text in quotes; write true, false, null and numbers as JSON does.',
  },
  'YAML-AMBIGUOUS-KEY': {
    severity: 'error',
    title: 'A key that YAML readers understand differently',
    cure: 'Put the key in quotes.',
  },
  'YAML-KEY-NOT-TEXT': {
    severity: 'error',
    title: 'A key is not text',
    cure: 'Put the key in quotes, or write plain text.',
  },
  'YAML-RESERVED-KEY': {
    severity: 'error',
    title: 'A key that no setting may have',
    cure: 'Use another name.',
  },
  'YAML-ALIAS': {
    severity: 'error',
    title: 'An alias (*name) refers to another place in the file',
    cure: 'Write the value out, or move what is shared into a layer.',
  },
  'YAML-ANCHOR': {
    severity: 'error',
    title: 'An anchor (&name) marks a value for reuse',
    cure: 'Remove the anchor; move what is shared into a layer.',
  },
  'YAML-MERGE-KEY': {
    severity: 'error',
    title: 'A merge key (<<) copies another map',
    cure: 'Write the keys out, or move what is shared into a layer named in "extends".',
  },
  'YAML-TAG': {
    severity: 'error',
    title: 'A tag (!name) asks for a type',
    cure: 'Remove the tag; put text in quotes and write numbers plainly.',
  },
  'YAML-DIRECTIVE': {
    severity: 'error',
    title: 'A directive (%) changes how the file is read',
    cure: 'Remove the line.',
  },
  'YAML-SEVERAL-DOCUMENTS': {
    severity: 'error',
    title: 'More than one document in a file',
    cure: 'Keep one document a file.',
  },
  'YAML-INTEGER-RANGE': {
    severity: 'error',
    title: 'A whole number that cannot be kept exactly',
    cure: 'Write a number between -9007199254740991 and 9007199254740991, or put it in quotes.',
  },
  'YAML-NOT-FINITE': {
    severity: 'error',
    title: 'Infinity, not-a-number, or a number too large to hold',
    cure: 'Write a finite number, or put the text in quotes.',
  },
  'YAML-NOT-A-MAP': {
    severity: 'error',
    title: 'A values file is not a map of settings',
    cure: 'Start the file with settings such as "environment: dev".',
  },
  'LAYER-LIST': {
    severity: 'error',
    title: 'The key "extends" is not a list of file names',
    cure: 'Write a list: extends: [layers/shared.yaml]',
  },
  'LAYER-PATH': {
    severity: 'error',
    title: 'A layer is not named as a file under layers/',
    cure: 'Name it as it stands beside the file: layers/<name>.yaml',
  },
  'LAYER-REPEATED': {
    severity: 'error',
    title: 'A layer is listed twice',
    cure: 'Keep one of the two; the later one wins over the earlier.',
  },
  'LAYER-EXTENDS': {
    severity: 'error',
    title: 'A layer extends another layer',
    cure: 'List both layers in the environment file, in the order in which they apply.',
  },
  'LAYER-KEY': {
    severity: 'error',
    title: 'A layer says what only an environment can say of itself',
    cure: 'Move the key into the environment files.',
  },
  'VALUE-UNKNOWN-KEY': {
    severity: 'error',
    title: 'A key that is not a setting',
    cure: 'Correct the name, or remove the key.',
  },
  'VALUE-MISSING': {
    severity: 'error',
    title: 'A setting that must be given is missing',
    cure: 'Add the setting.',
  },
  'VALUE-TYPE': {
    severity: 'error',
    title: 'A value of the wrong type',
    cure: 'Write a value of the type that the message names.',
  },
  'VALUE-NULL': {
    severity: 'error',
    title: 'Null where a value is needed',
    cure: 'Remove the key to get the default, or give a value.',
  },
  'VALUE-RANGE': {
    severity: 'error',
    title: 'A value too small, too large, too short or too long',
    cure: 'Stay within the limit that the message names.',
  },
  'VALUE-FORMAT': {
    severity: 'error',
    title: 'A text that is not in the form that is needed',
    cure: 'Write it in the form that the reference shows.',
  },
  'VALUE-CHOICE': {
    severity: 'error',
    title: 'A value that is not one of the choices',
    cure: 'Use one of the values that the message names.',
  },
  'VALUE-RULE': {
    severity: 'error',
    title: 'A value that breaks a rule of its setting',
    cure: 'Follow what the message says.',
  },
  'FILE-NAME': {
    severity: 'warning',
    title: 'A file in the values folder is passed over',
    cure: 'Environments end in .yaml: rename it, or move it away.',
  },
  'ENVIRONMENT-TWICE': {
    severity: 'error',
    title: 'Two files are the same environment',
    cure: 'Give each file its own environment name, or remove one of them.',
  },
  'OUT-FOLDER': {
    severity: 'error',
    title: 'The output folder is not one that may be replaced',
    cure: 'Name a folder of its own with --out, for example --out dist.',
  },
  'OUT-FOREIGN': {
    severity: 'error',
    title: 'The output folder holds files that the generator did not write',
    cure: 'Name an empty or new folder with --out, or move those files away.',
  },
  'OUT-SYMLINK': {
    severity: 'error',
    title: 'The way to the output passes a symbolic link',
    cure: 'Name the real folder with --out.',
  },
  'OUT-PATH': {
    severity: 'error',
    title: 'A file would have a name that is not safe everywhere',
    cure: 'Change the value that the name is made of.',
  },
  'OUT-FAILED': {
    severity: 'error',
    title: 'The output could not be written',
    cure: 'Free the disk or correct the permissions, and run it again.',
  },
  'OUT-DIFFERS': {
    severity: 'error',
    title: 'What stands on the disk is not what would be generated',
    cure: 'Generate it again, and commit what is committed.',
  },
  'OUTPUTS-DIFFER': {
    severity: 'error',
    title: 'A deployment answered otherwise than the values say',
    cure: 'Name the file of the right environment, or deploy what the values say now.',
  },
  'OUTPUTS-ENVIRONMENT': {
    severity: 'error',
    title: 'An environment that is not on Azure has no answer of it',
    cure: 'Name another environment, or set azure.enabled to true.',
  },
  'OUTPUTS-UNUSED': {
    severity: 'warning',
    title: 'A layer with what Azure answered is not used',
    cure: 'Add the layer to `extends` of the environment.',
  },
  'OUTPUTS-WORD': {
    severity: 'error',
    title: 'The verb azure is told something else than outputs',
    cure: 'chartwright azure outputs <environment> <file>',
  },
  'BICEP-REMARK': {
    severity: 'error',
    title: 'The Bicep compiler has something to say',
    cure: 'Change the value that the place shows, or the template in bicep/ where it is the template that is wrong.',
  },
  'BICEP-ABSENT': {
    severity: 'error',
    title: 'The audit needs the Bicep compiler',
    cure: 'Name it in CHARTWRIGHT_BICEP, or install it; chartwright doctor shows what is there.',
  },
  'EXPLAIN-UNKNOWN': {
    severity: 'error',
    title: 'There is no setting of that path',
    cure: 'List the settings with: chartwright explain',
  },
  ...ruleCodes,
  ...auditCodes,
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof codes;
