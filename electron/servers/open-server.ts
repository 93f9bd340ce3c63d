import { AppError } from '../../shared/errors';
import type { LimitsPage, LimitsPlan } from '../../shared/model/limits';
import type { IisAnswer } from '../../shared/model/machine';
import type { HandshakeOutcome, Readiness, ReadinessPage } from '../../shared/model/readiness';
import type { ServerSummary, SocketAddress } from '../../shared/model/server';
import type { ChangesService } from '../iis/changes/changes-service';
import { limitsPage, limitsPlan } from '../iis/limits';
import { judge, summarise } from '../iis/readiness';
import type { Addresses } from './addresses';
import type { Handshakes, KnownHandshake } from './handshakes';
import { Inventory } from './inventory';
import type { ServerSession, Snapshot } from './server-session';

type Summary = Pick<ServerSummary, 'state' | 'note'>;

/** How many sites are judged before other requests get their turn. */
const SLICE = 100;
/** Up to how many practice sites have their handshake tried for the rail's light. */
const TRIED_SITES = 50;

/** What was asked of the running server for one application. */
interface Asked extends KnownHandshake {
  address?: SocketAddress | null;
  iisSays?: readonly IisAnswer[];
}

interface Parts {
  session: ServerSession;
  changes: ChangesService;
  handshakes: Handshakes;
  addresses: Addresses;
}

/** One open server with all that pages ask of it. Each answer carries the revision of the configuration it is of. */
export class OpenServer {
  readonly session: ServerSession;
  readonly changes: ChangesService;
  readonly handshakes: Handshakes;
  readonly #addresses: Addresses;
  #inventory: { revision: number; inventory: Inventory } | null = null;
  #partsRevision = 0;
  #opinion: { key: string; answers: Promise<IisAnswer[]> } | null = null;
  #summary: { key: string; summary: Summary } | null = null;

  constructor({ session, changes, handshakes, addresses }: Parts) {
    this.session = session;
    this.changes = changes;
    this.handshakes = handshakes;
    this.#addresses = addresses;
    session.gateway.real?.onPart(() => (this.#partsRevision += 1));
  }

  /** Of everything that is seen at run time: states, counts, handshakes. */
  get runtimeRevision(): number {
    return this.session.runtimeRevision + this.handshakes.revision + this.#partsRevision;
  }

  async readiness(site: string, application: string): Promise<ReadinessPage> {
    const snapshot = await this.session.snapshot();
    const address = await this.#addressOf(site, application);
    const known = await this.handshakes.current(site, application, address);
    const iisSays = await this.#secondOpinion(snapshot.revision, site, application);
    return {
      revision: snapshot.revision,
      readiness: this.#judge(snapshot, site, application, { ...known, address, iisSays }),
      address,
      handshakeMode: this.session.gateway.handshake,
      handshake: known.outcome,
      handshakePending: known.pending,
    };
  }

  async tryHandshake(site: string, application: string, echo?: boolean): Promise<HandshakeOutcome> {
    return this.handshakes.try(
      site,
      application,
      await this.#addresses.get(this.session.entry.id, site, application),
      echo,
    );
  }

  async limits(site: string, application: string, hopS: number | null = null): Promise<LimitsPage> {
    const { revision, config } = await this.session.snapshot();
    return { ...limitsPage({ config, site, application, hopS, ...this.#moment() }), revision };
  }

  async limitsPlan(site: string, application: string, sockets: number): Promise<LimitsPlan> {
    const { revision, config } = await this.session.snapshot();
    return { ...limitsPlan({ config, site, application, ...this.#moment() }, sockets), revision };
  }

  async inventory(): Promise<{ revision: number; inventory: Inventory }> {
    const { revision, config } = await this.session.snapshot();
    if (this.#inventory?.revision !== revision)
      this.#inventory = { revision, inventory: new Inventory(config) };
    return this.#inventory;
  }

  /**
   * The rail's light as far as it is known within `patienceMs`: a server that takes longer to read must not hold up the
   * list; `onLater` is told when its light is there.
   */
  async summaryWithin(patienceMs: number, onLater: () => void): Promise<Summary> {
    const summary = this.summary();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    const early = await Promise.race([summary, patience]);
    clearTimeout(timer);
    if (early) return early;
    void summary.then(onLater);
    return { state: 'unknown', note: 'reading…' };
  }

  /**
   * The rail's light: the worst of all sites' configuration and run-time state, with the handshakes known so far. Judged
   * in slices, so that a server of ten thousand sites does not hold up what a page asks meanwhile.
   */
  async summary(): Promise<Summary> {
    let snapshot: Snapshot;
    try {
      snapshot = await this.session.snapshot();
    } catch (error) {
      return { state: 'unknown', note: error instanceof AppError ? 'not readable' : 'failed' };
    }
    const key = `${snapshot.revision}/${this.runtimeRevision}`;
    if (this.#summary?.key === key) return this.#summary.summary;
    // A few practice sites are tried for the rail; of many only what a page has asked is known.
    const tries = snapshot.config.sites.length <= TRIED_SITES;
    const judged: Readiness[] = [];
    for (const [index, { name }] of snapshot.config.sites.entries()) {
      judged.push(this.#judge(snapshot, name, '/', await this.#handshakeOf(name, tries)));
      if (index % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#summary = { key, summary: summarise(judged) };
    return this.#summary.summary;
  }

  #moment() {
    const { runtime, gateway } = this.session;
    return { runtime, environment: gateway.real?.environment() ?? null, nowMs: Date.now() };
  }

  async #handshakeOf(site: string, tries: boolean): Promise<KnownHandshake> {
    if (!tries) return this.handshakes.known(site, '/');
    return this.handshakes.current(site, '/', await this.#addressOf(site, '/'));
  }

  async #addressOf(site: string, application: string): Promise<SocketAddress | null> {
    if (this.session.gateway.handshake === 'impossible') return null;
    return this.#addresses.get(this.session.entry.id, site, application);
  }

  #judge(
    snapshot: Snapshot,
    site: string,
    application: string,
    { outcome, pending, bindings = [], address = null, iisSays = [] }: Asked,
  ): Readiness {
    return judge({
      config: snapshot.config,
      site,
      application,
      runtime: this.session.runtime,
      handshake: outcome,
      handshakePending: pending,
      bindings,
      address,
      server: this.session.entry.kind,
      environment: this.session.gateway.real?.environment() ?? null,
      network: this.session.gateway.real?.network() ?? null,
      events: this.session.gateway.real?.events() ?? null,
      iisSays,
    });
  }

  /** IIS's own answers for the application in view, asked once a revision. */
  async #secondOpinion(revision: number, site: string, application: string): Promise<IisAnswer[]> {
    const { real } = this.session.gateway;
    if (!real) return [];
    const key = JSON.stringify([revision, site, application]);
    if (this.#opinion?.key !== key) this.#opinion = { key, answers: real.iisSays(site, application) };
    return this.#opinion.answers;
  }

  async dispose(): Promise<void> {
    this.changes.dispose();
    await this.session.dispose();
  }
}
