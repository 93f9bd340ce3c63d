import type { UseQueryResult } from '@tanstack/react-query';
import type { CallOutput } from '../../shared/contract';
import type { BridgeError } from './bridge';
import { useCall } from './use-call';

interface ChosenSite {
  /** The site of the address, else the server's first; null while that is asked, or where there is none. */
  site: string | null;
  application: string;
  answer: UseQueryResult<CallOutput<'servers.sites'>, BridgeError>;
}

/** What a page by application shows when its address names no site. */
export function useFirstSite(serverId: string, site: string | null, application: string): ChosenSite {
  const answer = useCall('servers.sites', { serverId, filter: '', limit: 1 }, { enabled: site === null });
  if (site !== null) return { site, application, answer };
  const first = answer.data?.sites[0];
  return { site: first?.name ?? null, application: first?.applications[0] ?? '/', answer };
}
