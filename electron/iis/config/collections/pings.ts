import type { ConfigTarget } from '../../../../shared/model/common';
import { effective } from '../effective/effective';
import { sectionText } from '../effective/section-attribute';
import type { ServerConfig } from '../model/server-config';
import { fold } from '../names';
import { booleanOf, secondsOf } from '../reading';
import { handledBy } from './handled-by';
import { proxyingOf } from './proxying';

/** What becomes of `webSocket.pingInterval`, which counts only where IIS's own module frames the socket. */
export interface Pings {
  /** Seconds between two; 0: none are sent; null: not known. */
  seconds: number | null;
  /** Why it isn't what pingInterval says, as a part of a sentence; absent where it is. */
  why?: string;
}

/** Pings that IIS sends to the sockets of an application (facts sheet, sections 6 and 7: who frames them). */
export function pingsOf(config: ServerConfig, target: Extract<ConfigTarget, { kind: 'application' }>): Pings {
  const seconds = secondsOf(effective(config, target, 'webSocket.pingInterval'));
  if (seconds === 0) return { seconds };
  if (booleanOf(effective(config, target, 'webSocket.enabled')) === false)
    return { seconds: 0, why: 'webSocket.enabled is false, so IIS frames no socket and pings none' };
  const { iisnode, aspNetCore } = handledBy(config, target);
  // Where a rule forwards, too, the rule comes first, and the sockets are ARR's.
  if (iisnode !== null && proxyingOf(config, target).rules.length === 0)
    return { seconds: 0, why: 'under iisnode the application frames its sockets itself, so IIS pings none' };
  const hosting =
    aspNetCore === null
      ? null
      : sectionText(config, target, 'system.webServer/aspNetCore', 'hostingModel').text;
  if (hosting !== null && fold(hosting) === 'inprocess')
    return {
      seconds: null,
      why: 'ASP.NET Core in process frames its sockets itself, so whether IIS pings them is unknown (its own KeepAliveInterval does)',
    };
  return { seconds };
}
