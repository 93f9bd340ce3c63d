import { toErrorData } from '../../../shared/errors';
import type { IisAnswer } from '../../../shared/model/machine';
import { readSections } from './scripts/read-sections';
import type { PowerShellSession } from './session';

/** Sections whose effective value decides whether a socket opens, and the attributes of them that we read, too. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'system.webServer/webSocket': ['enabled', 'receiveBufferLimit', 'pingInterval'],
  'system.webServer/serverRuntime': ['appConcurrentRequestLimit'],
};
/** A page must not wait longer for a second opinion. */
const LIMIT_MS = 5_000;

/**
 * What IIS itself holds to be in force for one application: its merged configuration, which knows what text alone can't
 * tell (facts sheet, section 9). Never throws: an answer that can't be had says why.
 */
export async function askIis(session: PowerShellSession, site: string, path: string): Promise<IisAnswer[]> {
  try {
    const { answers } = await session.run(
      readSections,
      { site, path, sections: Object.keys(SECTIONS) },
      { limitMs: LIMIT_MS },
    );
    return answers.flatMap(({ section, attributes, isLocked, error }) =>
      (SECTIONS[section] ?? []).map((attribute): IisAnswer => ({
        setting: `${section.slice(section.lastIndexOf('/') + 1)}.${attribute}`,
        value: attributes[attribute] ?? null,
        locked: error === null ? isLocked : null,
        ...(error === null ? {} : { error }),
      })),
    );
  } catch (error) {
    const { message } = toErrorData(error);
    return Object.entries(SECTIONS).flatMap(([section, attributes]) =>
      attributes.map((attribute) => ({
        setting: `${section.slice(section.lastIndexOf('/') + 1)}.${attribute}`,
        value: null,
        locked: null,
        error: message,
      })),
    );
  }
}
