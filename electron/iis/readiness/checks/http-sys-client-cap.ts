import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** IIS on Windows 10 and 11 serves 10 requests at a time (Home: 3) and queues the others (request-restrictions). */
export const httpSysClientCap: CheckDefinition = {
  id: 'http-sys.client-cap',
  station: 'http-sys',
  title: 'Kind of Windows',
  blocking: false,
  subject: 'kind of Windows',
  run({ facts }) {
    if (facts.server !== 'windows') return null;
    const { environment } = facts;
    if (environment == null)
      return unknown('Whether this is a client or a server Windows is unknown: it was not read (yet).');
    const evidence = [fact('Windows', environment.os, 'Win32_OperatingSystem')];
    if (!environment.client)
      return {
        state: 'good',
        sentence: `${environment.os} is a server Windows: it sets no limit of its own on requests at a time.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `${environment.os} is a client Windows: IIS serves at most 10 requests at a time there (Home: 3), every open socket is one, and the next is not refused but waits, as if connecting for ever.`,
      note: 'client Windows',
      evidence,
      cause: 'a client Windows serves 10 requests at a time, sockets among them',
    };
  },
};
