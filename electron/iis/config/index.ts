/** Reading, judging and editing IIS configuration text. Pure: bytes in, values and bytes out. */
export { effective, effectiveAll } from './effective/effective';
export { differences } from './effective/differences';
export type { ValueDifference } from './effective/differences';
export { applyEdits } from './edit/apply';
export type { Edit, EditedFile } from './edit/apply';
export { describeEdit } from './edit/describe';
export { readServer } from './model/read-server';
export type { ServerConfig } from './model/server-config';
export { moduleStanding } from './modules/standing';
export { settingDefinitions } from './settings/table';
export type { SettingDefinition } from './settings/definition';
export { fold } from './names';
export { booleanOf, numberOf, secondsOf, textOf, UNLIMITED, whyUnknown } from './reading';
export { parseTimeSpan } from './settings/time-span';
export { inverseEdits, operationsOf } from './edit/operations';
export { mergeWebConfig } from './edit/web-config';
