import { useState } from 'react';
import type { TlsReport } from '../../../../shared/model/connect';
import type { TesterState } from '../../../../shared/model/tester';
import { invoke, useBridge } from '../../../ipc/bridge';
import { inspectRequest } from '../connect-request';
import type { Session } from '../use-session';
import type { AddressDraft } from './address-draft';
import { authorityOf } from './checked-url';

export interface Looked {
  report: TlsReport;
  /** Host and port that showed it. */
  authority: string;
}

export interface Inspection {
  /** The certificate to show: what was asked for, or what the last connection ended for. */
  looked: Looked | null;
  looking: boolean;
  inspect: () => Promise<void>;
  close: () => void;
}

/** The certificate that is looked at, by the Inspect action or because a connection ended for it. */
export function useInspect(draft: AddressDraft, session: Session): Inspection {
  const bridge = useBridge();
  const [asked, setAsked] = useState<Looked | null>(null);
  const [looking, setLooking] = useState(false);
  /** The session whose certificate was put away. */
  const [closed, setClosed] = useState<string | null>(null);
  const failed = session.sessionId === closed ? null : refusedFor(session.state);
  return {
    looked: asked ?? failed,
    looking,
    close: () => {
      setAsked(null);
      setClosed(session.sessionId);
    },
    inspect: async () => {
      const built = inspectRequest(draft);
      if (!built.ok) {
        session.setWrong(built);
        return;
      }
      session.setWrong(null);
      setLooking(true);
      await session.attempt(async () => {
        const report = await invoke(bridge, 'tester.inspect', built.request);
        setAsked({ report, authority: authorityOf(built.request.url) ?? '' });
      });
      setLooking(false);
    },
  };
}

/** The certificate a connection ended for, before anything secret was sent. */
function refusedFor(state: TesterState | undefined): Looked | null {
  const report = state?.handshake?.tls;
  if (state?.phase !== 'ended' || state.end?.kind !== 'tls-error') return null;
  if (report === undefined || report.trusted || report.chain.length === 0) return null;
  return { report, authority: authorityOf(state.url) ?? '' };
}
