import type { Before } from '../../evidence/before';
import { takeEvidence } from '../../evidence/take';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

/** Readiness and limits to be taken along, before and after a change. */
export function evidenceHandlers(
  servers: Servers,
  before: Before,
): Pick<Handlers['calls'], 'evidence.get' | 'evidence.before' | 'evidence.setBefore'> {
  return {
    'evidence.get': async ({ serverId, site, application, format, before: withBefore }) => {
      const { evidenceFileName, writeEvidence } = await import('../../evidence/write');
      const now = await takeEvidence(await servers.get(serverId), { site, application });
      const earlier = withBefore ? (before.get(serverId, site, application)?.evidence ?? null) : null;
      return {
        text: writeEvidence(now, earlier, format),
        fileName: evidenceFileName(now, earlier !== null, format),
      };
    },
    'evidence.before': ({ serverId, site, application }) => {
      before.look(serverId, { site, application });
      const known = before.get(serverId, site, application);
      return Promise.resolve({ before: known && { at: known.evidence.takenAt, why: known.why } });
    },
    'evidence.setBefore': async ({ serverId, site, application, keep }) => {
      if (keep) await before.remember(await servers.get(serverId), { site, application }, 'asked');
      else before.forget(serverId, site, application);
      return {};
    },
  };
}
