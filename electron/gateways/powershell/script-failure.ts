import { z } from 'zod';
import { AppError, errorCodes } from '../../../shared/errors';
import type { ErrorCode } from '../../../shared/errors';

/** What ConvertTo-SwbError of common.ps1 makes of an error record; `errors` from the outermost to the cause. */
export const RawFailure = z.object({
  errors: z.array(z.object({ type: z.string(), hresult: z.string(), message: z.string() })),
  fullyQualifiedErrorId: z.string(),
  /** Of Stop-Swb; null for anything else that was thrown. */
  code: z.enum(errorCodes).nullable(),
  fix: z.string().nullable(),
  /** The command that was not found, where that was it. */
  command: z.string().nullable(),
  /** What the failed step was about: "applicationPools / ChatPool / queueLength". */
  about: z.string().nullish(),
  /** The session with the target failed, not the script in it. */
  way: z.boolean().optional(),
});
export type RawFailure = z.infer<typeof RawFailure>;

export interface ScriptFailure {
  error: AppError;
  way: boolean;
}

/** By HRESULT first: it is the same in every language and every wrapping. Win32 errors are 0x8007 and the number. */
const BY_HRESULT: Record<string, ErrorCode> = {
  '0x80070005': 'access-denied',
  '0x80070020': 'busy', // ERROR_SHARING_VIOLATION
  // ERROR_LOCK_VIOLATION: IIS's word for a locked section, attribute or item, not for a lock on the file.
  '0x80070021': 'section-locked',
  '0x800703EE': 'file-changed', // ERROR_FILE_INVALID, of IIS's optimistic commit
  '0x80070057': 'value-invalid', // E_INVALIDARG: out of the range that IIS's schema gives
  '0x8007000D': 'value-invalid', // ERROR_INVALID_DATA: the schema does not know it, or not as that type
  '0x800700B7': 'already-exists', // ERROR_ALREADY_EXISTS
  '0x80070490': 'not-found', // ERROR_NOT_FOUND
  '0x80070070': 'write-failed', // ERROR_DISK_FULL
  '0x8007001D': 'write-failed', // ERROR_WRITE_FAULT
  '0x80070013': 'write-failed', // ERROR_WRITE_PROTECT
  '0x800706BA': 'server-unreachable', // RPC_S_SERVER_UNAVAILABLE
  '0x800702E4': 'not-elevated', // ERROR_ELEVATION_REQUIRED
  '0x800F081F': 'feature-source-missing', // CBS_E_SOURCE_MISSING
  '0x800F0906': 'feature-source-missing', // CBS_E_DOWNLOAD_FAILURE
  '0x80070BC9': 'restart-pending', // ERROR_FAIL_REBOOT_REQUIRED
};

const BY_TYPE: Record<string, ErrorCode> = {
  'System.UnauthorizedAccessException': 'access-denied',
  'System.Security.SecurityException': 'access-denied',
  // "Cannot commit configuration changes because the file has changed on disk": IIS's optimistic commit.
  'System.IO.FileLoadException': 'file-changed',
  'System.IO.FileNotFoundException': 'file-missing',
  'System.IO.DirectoryNotFoundException': 'file-missing',
  'System.Management.Automation.ItemNotFoundException': 'file-missing',
  'System.Management.Automation.Remoting.PSRemotingTransportException': 'server-unreachable',
  'System.Management.Automation.Remoting.PSRemotingDataStructureException': 'server-unreachable',
};

/** FullyQualifiedErrorId is `<id>,<class of the cmdlet>`; only the id is looked at. */
const BY_ID: Record<string, ErrorCode> = {
  PSSessionStateBroken: 'server-unreachable',
  WinRMOperationTimeOut: 'server-unreachable',
  UnauthorizedAccess: 'access-denied',
  // Cmdlets over CIM (the firewall's) have the number in the id alone.
  'Windows System Error 5': 'access-denied',
  'Windows System Error 183': 'already-exists',
};

const SENTENCE: Partial<Record<ErrorCode, string>> = {
  'access-denied': 'this account may not do that',
  busy: 'another program has the file open',
  'file-changed': 'the configuration was changed by somebody else meanwhile',
  'file-missing': 'something that should be there is not',
  'iis-missing': 'IIS is not installed there',
  'management-scripts-missing': "IIS's management scripts (IISAdministration) are not installed there",
  'not-elevated': 'it needs an administrator',
  'server-unreachable': 'the server could not be reached',
  'feature-source-missing': "the feature's files are not on the server",
  'restart-pending': 'the server has to be restarted first',
  'section-locked': 'IIS has it locked there',
  'value-invalid': "IIS's schema does not allow it",
  'already-exists': 'IIS has one of that name already',
  'not-found': 'IIS does not have it any more',
  'write-failed': 'it could not be written',
};

const FIX: Partial<Record<ErrorCode, string>> = {
  'access-denied': 'Use an account that is an administrator of the server.',
  busy: 'Try again in a moment.',
  'file-changed': 'Look at the changes again: they are planned on what is there now.',
  'management-scripts-missing': 'Install the feature IIS Management Scripts and Tools.',
  'not-elevated': 'Start the program as administrator.',
  'server-unreachable': 'Check its name, that it is on, and that PowerShell remoting is enabled there.',
  'restart-pending': 'Restart the server.',
  'section-locked': 'Unlock it at the level that locked it, then try again.',
  'already-exists': 'Read the server again.',
  'not-found': 'Read the server again.',
};

/** Where the number says more than its code does. */
const FULL = '0x80070070';
const DISK_FULL = { sentence: 'the disk is full', fix: 'Make room on the disk of the server.' };

/** Commands that come with IIS, and what is missing where they are. */
function missingCommand(command: string): ErrorCode {
  return /-IIS[A-Z]/i.test(command) ? 'management-scripts-missing' : 'action-refused';
}

function codeOf(raw: RawFailure): ErrorCode {
  if (raw.code) return raw.code;
  const inward = [...raw.errors].reverse();
  for (const { type, hresult, message } of inward) {
    const code = BY_HRESULT[hresult] ?? BY_TYPE[type];
    // A path of Windows itself, not a word of a language.
    if (code === 'file-missing' && /\\inetsrv(\\|\b)/i.test(message)) return 'iis-missing';
    if (code) return code;
  }
  if (raw.command) return missingCommand(raw.command);
  const byId = BY_ID[raw.fullyQualifiedErrorId.split(',')[0] ?? ''];
  return byId ?? (raw.way ? 'server-unreachable' : 'action-refused');
}

/** What an error record means to an administrator: a closed code, and the server's own words for the rest. */
export function failureOf(raw: RawFailure): { code: ErrorCode; message: string; fix: string | undefined } {
  const code = codeOf(raw);
  // IIS answers in lines ("Filename: …", "Error: …"); here it is a part of one sentence.
  const own = (raw.errors.at(-1)?.message ?? '').replaceAll(/\s+/g, ' ').trim();
  const said = raw.about && !raw.code ? `${raw.about}: ${own}` : own;
  const known =
    raw.errors.some(({ hresult }) => hresult === FULL) && code === 'write-failed' ? DISK_FULL : null;
  const fix = raw.code ? raw.fix || undefined : (known?.fix ?? FIX[code]);
  const sentence = known?.sentence ?? SENTENCE[code];
  if (raw.code || !sentence) return { code, message: said || 'It failed without a word.', fix };
  return { code, message: said ? `${sentence} (${said.replace(/\.$/, '')})` : sentence, fix };
}

/** What a script does, for a sentence; the others are called by their names. */
const DOING: Record<string, string> = {
  'apply-changes': 'Writing the configuration',
  'read-configuration': 'Reading the configuration',
  'read-runtime': 'Reading the run-time state',
  'read-live': 'Reading the counters',
  'read-requests': 'Reading the open requests',
  'read-features': 'Reading the features',
  'read-network': 'Reading the firewall and HTTP.sys',
  'read-events': 'Reading the event log',
  'read-environment': 'Reading the environment',
  'set-state': 'Starting or stopping it',
  'install-feature': 'Installing the feature',
  'uninstall-feature': 'Uninstalling the feature',
  'read-site-file': 'Reading the file',
  'commit-site-file': 'Writing the file',
  backup: "Making IIS's own backup",
};

/** The error of a call whose script has failed. @throws ZodError when it is no failure at all */
export function scriptFailure(script: string, target: string | null, value: unknown): ScriptFailure {
  const raw = RawFailure.parse(value);
  const { code, message, fix } = failureOf(raw);
  const where = target === null ? '' : ` on ${target}`;
  const text = raw.code ? message : `${DOING[script] ?? script} failed${where}: ${message}`;
  return {
    error: new AppError(code, /[.!?)]$/.test(text) ? text : `${text}.`, { fix }),
    way: raw.way ?? false,
  };
}
