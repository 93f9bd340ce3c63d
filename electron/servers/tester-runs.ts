import type { ConnectRequest, Diagnosis } from '../../shared/model/tester';
import type {
  IdleProbeResult,
  IdleProposal,
  LoadRequest,
  LoadResult,
  MeasuredCeiling,
} from '../../shared/model/tester-runs';
import { duration, list } from '../../shared/words';
import type { LoadAsker } from './load-asker';
import type { MeasuredCeilings } from './measured-ceilings';
import type { SocketExplainer } from './socket-explainer';

/** Around what usual hops do by default: 30, 60, 120 and 240 s. */
const USUAL_S = [20, 40, 70, 130, 250];
/** What a hop's clock may be late. */
const LATE_S = 5;

interface Parts {
  asker: LoadAsker;
  explainer: SocketExplainer;
  measured: MeasuredCeilings;
  now: () => Date;
}

/** Probes and loads beside what is known of the servers: the tester's own process knows no settings. */
export class TesterRuns {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws `bad-request` for an address that can't be tried. */
  proposal(connect: ConnectRequest): IdleProposal {
    const { known } = this.#parts.asker.target(connect);
    if (!known)
      return {
        site: null,
        pausesS: USUAL_S,
        sentence:
          'The address is no site of a server that is open here; these pauses end just behind what proxies and balancers do by default (30 s, 60 s, 2 min, 4 min).',
      };
    const cuts = known.silences.toSorted((one, other) => one.afterS - other.afterS);
    if (cuts.length === 0)
      return {
        site: known.site,
        pausesS: USUAL_S,
        sentence: `No setting of ${known.server} cuts a silent socket of ${known.site}; these pauses find what stands in front of it.`,
      };
    const pauses = cuts.flatMap(({ afterS }) => [Math.max(1, Math.floor(afterS / 2)), afterS + LATE_S]);
    return {
      site: known.site,
      pausesS: [...new Set(pauses)].sort((one, other) => one - other).slice(0, 50),
      sentence: `Half of and just over what ${known.server} says: ${list(cuts.map(({ title, afterS }) => `${title} after ${duration(afterS)}`))}.`,
    };
  }

  /** The probe's result with the server's own time-outs beside it, where it is a known site. */
  explained(connect: ConnectRequest, result: IdleProbeResult): IdleProbeResult {
    if (result.outcome !== 'cut' || result.cutAfterMs === null) return result;
    const exact = this.#parts.explainer.idleCut(connect, result.end, result.cutAfterMs);
    if (!exact) return result;
    const before =
      result.heldS > 0 ? ` Before, the socket outlived ${duration(result.heldS)} of silence.` : '';
    const diagnosis: Diagnosis = { id: exact.id, sentence: `${exact.sentence}${before}` };
    return { ...result, diagnosis };
  }

  /** How many sockets a known site has before a load begins, for `remember`. */
  before(request: LoadRequest): number {
    return this.#parts.asker.target(request.connect).known?.live ?? 0;
  }

  /** Keeps a ceiling that was found, where the address is a known site. Only a refusal is one: a lost socket may have had other reasons. */
  async remember(request: LoadRequest, result: LoadResult, others: number): Promise<LoadResult> {
    if (result.stopped !== 'refused' || result.ceiling === null) return result;
    const { known } = this.#parts.asker.target(request.connect);
    if (!known) return result;
    const { serverId, site, application } = known;
    const ceiling: MeasuredCeiling = {
      value: result.ceiling + others,
      others,
      at: this.#parts.now().toISOString(),
    };
    await this.#parts.measured.set(serverId, site, ceiling);
    return { ...result, remembered: { serverId, site, application, ceiling } };
  }
}
