/** Reading, judging and editing IIS configuration text. Pure: bytes in, values and bytes out. */
export { parseDocument } from './document';
export type { ConfigDocument } from './document';
export { effective, effectiveAll } from './effective/effective';
export { applyEdits, invert } from './edit/apply';
export type { Edit, EditedFile } from './edit/apply';
export { describeEdit } from './edit/describe';
export type { EditDescription } from './edit/describe';
export { readServer } from './model/read-server';
export type { ServerConfig } from './model/server-config';
export { moduleStanding } from './modules/standing';
export { checkValue } from './settings/check';
export { settingDefinitions } from './settings/table';
export type { SettingDefinition } from './settings/definition';
export { fold } from './names';
export { booleanOf, numberOf, secondsOf, textOf, UNLIMITED, whyUnknown } from './reading';
export { parseTimeSpan } from './settings/time-span';
