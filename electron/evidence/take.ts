import type { Evidence } from '../../shared/model/evidence';
import type { OpenServer } from '../servers/open-server';
import { version } from '../version';

/** What is seen of one application now. Throws what reading the configuration throws. */
export async function takeEvidence(
  open: OpenServer,
  { site, application }: { site: string; application: string },
): Promise<Evidence> {
  const { readiness } = await open.readiness(site, application);
  const { name, kind } = open.session.entry;
  return {
    version: 1,
    takenAt: new Date().toISOString(),
    appVersion: version,
    server: { name, kind },
    readiness,
    limits: await open.limits(site, application),
  };
}
