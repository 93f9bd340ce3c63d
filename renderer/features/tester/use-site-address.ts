import { useEffect, useEffectEvent, useState } from 'react';
import type { Bridge } from '../../../shared/wire';
import { pathName } from '../../components/path-name';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { AddressDraft } from './connect/address-draft';
import { socketUrl } from './connect/checked-url';
import { leadsTo } from './site-ends';
import { remember } from './tester-memory';
import type { TesterMemory } from './tester-memory';

export interface SiteAddress {
  fill: (site: string, application: string) => void;
  /** A picked site's address is on its way: what stands in the bar is still the one before. */
  filling: boolean;
  /** Why the address could not be filled in. */
  sentence: string | null;
  /** The picked site for as long as what is typed may be its address. */
  claimed: string | null;
  /** Whether an address is known to be the picked site's. */
  leads: (url: string) => boolean;
}

type Found = Pick<AddressDraft, 'url' | 'subprotocols' | 'headers' | 'host'>;

const keyOf = (site: string | null, application: string): string => JSON.stringify([site, application]);

/**
 * Fills the connect bar from a site: where the server really listens, and the path, subprotocols and headers
 * remembered for the application. A configuration file says neither host nor port that can be reached from here.
 */
export function useSiteAddress(
  serverId: string,
  listens: boolean,
  { site, application, memory }: { site: string | null; application: string; memory: TesterMemory },
): SiteAddress {
  const bridge = useBridge();
  const { from, siteEnds } = memory;
  const [said, setSaid] = useState<{ of: string; sentence: string } | null>(null);

  const fill = (of: string, path: string) => {
    const key = keyOf(of, path);
    void siteAddress(bridge, serverId, of, path).then((found) => {
      setSaid(typeof found === 'string' ? { of: key, sentence: found } : null);
      remember(
        serverId,
        typeof found === 'string'
          ? { from: key, siteEnds: null }
          : { from: key, siteEnds: { url: found.url, host: found.host }, ...found },
      );
    });
  };

  const fillOnce = useEffectEvent((of: string) => {
    if (from !== keyOf(of, application)) fill(of, application);
  });
  useEffect(() => {
    if (listens && site !== null) fillOnce(site);
  }, [listens, site, application]);

  const filling = listens && site !== null && from !== keyOf(site, application);
  const leads = (url: string) => site !== null && leadsTo(url, memory, siteEnds, application);
  return {
    fill,
    filling,
    sentence: said?.of === keyOf(site, application) ? said.sentence : null,
    claimed: filling || siteEnds === null || leads(memory.url) ? site : null,
    leads,
  };
}

/** The address of an application's socket, or one sentence saying why it isn't known. */
async function siteAddress(
  bridge: Bridge,
  serverId: string,
  site: string,
  application: string,
): Promise<Found | string> {
  try {
    const [{ bindings }, { address }] = await Promise.all([
      invoke(bridge, 'servers.listening', { serverId, site }),
      invoke(bridge, 'readiness.get', { serverId, site, application }),
    ]);
    const open = bindings.filter((binding) => binding.url !== null);
    // A binding with a host name answers to that name only: one without needs no header.
    const binding = open.find(({ hostHeader }) => hostHeader === undefined) ?? open[0];
    const url = binding?.url ?? null;
    if (url === null) {
      const note = bindings.find((binding) => binding.note !== undefined)?.note;
      return `${site} listens nowhere now${note === undefined ? '' : `: ${note}`}.`;
    }
    return {
      url: socketUrl(url, address?.path ?? application),
      subprotocols: address?.subprotocols.join(', ') ?? '',
      host: address?.headers.some(({ name }) => /^host$/i.test(name)) ? '' : (binding?.hostHeader ?? ''),
      headers: (address?.headers ?? []).map(({ name, value }) => `${name}: ${value}`).join('\n'),
    };
  } catch (error) {
    return `The address of ${pathName(site, application)} is not known: ${toBridgeError(error).message}`;
  }
}
