import type { BindingConfig } from '../../../iis/config/types';

/** A site as far as its addresses go. */
export interface PlannedSite {
  /** Its name in lower case. */
  key: string;
  name: string;
  /** Whether it is meant to run. */
  started: boolean;
  bindings: readonly BindingConfig[];
}

export interface Route {
  site: string;
  started: boolean;
}

/** One loopback port: the configured one, or where that is impossible a free one. */
export interface Slot {
  /** Stays the same for the same configured port. */
  id: string;
  port: number;
  /** By host name in lower case, "" for any and "*.example.com" for every name below. */
  routes: Map<string, Route>;
}

export interface PlannedBinding {
  binding: BindingConfig;
  /** null: nothing listens, `note` says why. */
  slot: string | null;
  note?: string;
}

export interface BindingPlan {
  slots: Map<string, Slot>;
  /** By site key, in the order of the configuration. */
  bindings: Map<string, PlannedBinding[]>;
  /** Sites that can't start because another one has their address, with the reason. */
  conflicts: Map<string, string>;
}

/**
 * Which site answers where. Sites of one address and port are told apart by the Host header, as HTTP.sys does. All
 * addresses end on loopback: two bindings that only differ in the address get a port each. A binding that another
 * site has already keeps its site from starting (0x800700B7, "file already exists").
 */
export function planBindings(sites: readonly PlannedSite[]): BindingPlan {
  const plan: BindingPlan = { slots: new Map(), bindings: new Map(), conflicts: new Map() };
  const owners = new Map<string, string>();
  for (const site of sites) {
    const conflict = site.bindings.map((one) => conflictOf(site, one, owners)).find(Boolean);
    if (conflict !== undefined) plan.conflicts.set(site.key, conflict);
    const started = site.started && conflict === undefined;
    plan.bindings.set(
      site.key,
      site.bindings.map((one) =>
        conflict === undefined
          ? place(plan, { ...site, started }, one, owners)
          : { binding: one, slot: null, note: conflict },
      ),
    );
  }
  return plan;
}

const isHttp = (binding: BindingConfig): boolean => binding.protocol.toLowerCase() === 'http';
const addressOf = ({ address }: BindingConfig): string => (address === '' ? '*' : address.toLowerCase());

function ownerKey(binding: BindingConfig): string | null {
  if (!isHttp(binding) || binding.port === null) return null;
  return `${addressOf(binding)} ${binding.port} ${binding.host.toLowerCase()}`;
}

function conflictOf(
  site: PlannedSite,
  binding: BindingConfig,
  owners: Map<string, string>,
): string | undefined {
  const owner = owners.get(ownerKey(binding) ?? '');
  if (owner === undefined || owner === site.name) return undefined;
  return `the site ${owner} already has ${binding.bindingInformation}`;
}

function place(
  plan: BindingPlan,
  site: PlannedSite,
  binding: BindingConfig,
  owners: Map<string, string>,
): PlannedBinding {
  const nothing = (note: string): PlannedBinding => ({ binding, slot: null, note });
  if (binding.protocol.toLowerCase() === 'https')
    return nothing('https is not served: the practice server has no certificate');
  if (!isHttp(binding)) return nothing(`${binding.protocol} is no web protocol`);
  const { port } = binding;
  if (port === null || port < 1 || port > 65_535) return nothing('the binding names no port');
  const key = ownerKey(binding);
  if (key !== null) owners.set(key, site.name);
  const host = binding.host.toLowerCase();
  const route: Route = { site: site.key, started: site.started };
  const slot = slotFor(plan, port, host, route);
  slot.routes.set(host, route);
  const elsewhere = !['*', '127.0.0.1', '[::1]', '::1', 'localhost', '0.0.0.0'].includes(addressOf(binding));
  const note = elsewhere ? { note: `only loopback is served, not ${binding.address}` } : {};
  return { binding, slot: slot.id, ...note };
}

/** The first port of that number where the host name is still free, or is the site's own. */
function slotFor(plan: BindingPlan, port: number, host: string, route: Route): Slot {
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? String(port) : `${port}#${nth}`;
    const known = plan.slots.get(id);
    const taken = known?.routes.get(host);
    if (known && taken && taken.site !== route.site) continue;
    const slot = known ?? { id, port, routes: new Map<string, Route>() };
    plan.slots.set(id, slot);
    return slot;
  }
}

/** Who answers a Host header ("chat.example:8080") on a port, as HTTP.sys ranks: exact, nearest wildcard, any. */
export function routeOf(slot: Slot, hostHeader: string | undefined): Route | undefined {
  const host = hostName(hostHeader);
  if (host === '') return undefined;
  const exact = slot.routes.get(host);
  if (exact) return exact;
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const wildcard = slot.routes.get(`*${host.slice(dot)}`);
    if (wildcard) return wildcard;
  }
  return slot.routes.get('');
}

/** Without the port; an IPv6 address keeps its brackets. */
function hostName(header = ''): string {
  const lower = header.trim().toLowerCase();
  if (lower.startsWith('[')) return lower.slice(0, lower.indexOf(']') + 1);
  return lower.replace(/:\d*$/, '');
}
