import type { CheckState } from '../../../shared/model/common';
import type { Evidence, Fix, HandshakeOutcome, StationId } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { Environment, IisAnswer, Network, PoolEvent } from '../../../shared/model/machine';
import type { ServerKind, SocketAddress } from '../../../shared/model/server';
import type { z } from 'zod';
import type { ServerConfig } from '../config';
import type { Scene } from './scene';

/** How a real handshake over one binding of the site ended. */
export interface BindingOutcome {
  protocol: string;
  /** As configured: "*:443:chat.example". */
  bindingInformation: string;
  outcome: HandshakeOutcome;
}

/** All that a judgement is made of. Nothing else is read, so the same facts always give the same answer. */
export interface ReadinessFacts {
  config: ServerConfig;
  site: string;
  /** Application path: "/" or "/api". */
  application: string;
  /** null: this kind of server shows no run-time state (a file), or it could not be asked. */
  runtime: RuntimeState | null;
  /** The last real handshake of this application, over the binding that decides; null when none was tried. */
  handshake: HandshakeOutcome | null;
  handshakePending: boolean;
  /** The same over each binding that was tried with it; absent: only that one is known. */
  bindings?: readonly BindingOutcome[];
  server: z.infer<typeof ServerKind>;
  /** The socket's own address, where somebody gave it: it stands in no configuration. */
  address?: SocketAddress | null;
  /** Windows, IIS and its add-ons on a real server; absent or null: not known (yet). */
  environment?: Environment | null;
  /** Firewall and certificates of a real server; absent or null: not known (yet), or none of its business. */
  network?: Network | null;
  /** What WAS wrote down in the last 24 hours, from a real server. */
  events?: readonly PoolEvent[] | null;
  /** IIS's own answers for this application, from a real server. */
  iisSays?: readonly IisAnswer[];
}

/** What one check found. */
export interface Finding {
  state: CheckState;
  /** What is, and why it matters for WebSockets, with the names in it. */
  sentence: string;
  /** One or two words for under the station's light; absent where a later check of the station has better ones. */
  note?: string;
  evidence: Evidence[];
  /** How the heading says it, after "Chat cannot upgrade: ". Given whenever the state is broken or warning. */
  cause?: string;
  fix?: Fix;
  /** Another way to the same end, with its own reach and cost. */
  alternative?: Fix;
  /** Where the server's kind changes whether `ready` depends on the check. */
  blocking?: boolean;
}

/** One check. It lives in a file of its own under checks/ and is listed in checks/index.ts. */
export interface CheckDefinition {
  /** Stable: scripts and the command line's readers depend on it. */
  id: string;
  station: StationId;
  title: string;
  /** Whether `ready` depends on it. */
  blocking: boolean;
  /** What is missing when the answer is unknown: "pool state". */
  subject: string;
  /** null: it has nothing to say of this application (iisnode's settings where there is no iisnode). */
  run(scene: Scene): Finding | null;
}
