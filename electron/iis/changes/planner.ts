import { AppError, toErrorData } from '../../../shared/errors';
import type { ChangePlan } from '../../../shared/model/changes';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { Gateway } from '../../gateways/gateway';
import type { ServerConfig } from '../config';
import type { PlannedFile } from './files/plan-files';
import { readSiteFiles } from './files/site-file-state';
import type { Pending } from './pending';
import { draftOf, makePlan, planHash, type Draft, type Planned } from './plan';
import { requestWords } from './request-words';

type Changes = Pick<Pending, 'revision' | 'changes'>;

interface PlannerPorts {
  gateway: Pick<Gateway, 'kind' | 'real' | 'siteFiles'>;
  readConfig: () => Promise<ServerConfig>;
  runtime: () => RuntimeState | null;
  readOnly?: () => string | undefined;
  sharedWith?: (config: ServerConfig) => readonly string[];
}

/** Makes plans of one server. The edited text of the last one is kept: run-time state alone changes only the impact. */
export class Planner {
  readonly #ports: PlannerPorts;
  readonly #drafts = new WeakMap<ServerConfig, { key: string; draft: Draft }>();

  constructor(ports: PlannerPorts) {
    this.#ports = ports;
  }

  /** A configuration that can't be read is the plan's refusal; the changes are then told in their own words. */
  async plan(pending: Changes): Promise<ChangePlan> {
    let config: ServerConfig;
    try {
      config = await this.#ports.readConfig();
    } catch (error) {
      return unread(pending, error);
    }
    return (await this.#make(config, pending)).plan;
  }

  /** The files of applications as Apply would leave them. Throws what reading the configuration throws. */
  async files(pending: Changes): Promise<PlannedFile[]> {
    return (await this.#make(await this.#ports.readConfig(), pending)).files;
  }

  async #make(config: ServerConfig, pending: Changes): Promise<Planned> {
    const { gateway, runtime } = this.#ports;
    const readOnly = this.#ports.readOnly?.();
    const sharedWith = this.#ports.sharedWith?.(config) ?? [];
    const lookOnly = gateway.real?.unlocked === false;
    const siteFiles = await readSiteFiles(gateway, config, pending.changes);
    const input = {
      config,
      pending,
      gatewayKind: gateway.kind,
      siteFiles,
      runtime: runtime(),
      readOnly,
      lookOnly,
      sharedWith,
    };
    const key = planHash(config, pending.changes, siteFiles) + pending.changes.map(({ id }) => id).join();
    const known = this.#drafts.get(config);
    const draft = known?.key === key ? known.draft : draftOf(input);
    this.#drafts.set(config, { key, draft });
    return makePlan(input, draft);
  }
}

function unread(pending: Changes, error: unknown): ChangePlan {
  if (!(error instanceof AppError)) throw error;
  const changes = pending.changes.map(({ id, request, weight }) => ({
    id,
    request,
    weight,
    undoable: request.kind !== 'action',
    ...requestWords(request),
  }));
  return {
    revision: pending.revision,
    planHash: '',
    changes,
    diffs: [],
    impact: [],
    refusal: toErrorData(error),
  };
}
