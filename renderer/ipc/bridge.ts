import { createContext, useContext } from 'react';
import type { CallInput, CallName, CallOutput, JobInput, JobName } from '../../shared/contract';
import type { ErrorCode, ErrorData, Where } from '../../shared/errors';
import type { Bridge } from '../../shared/wire';

/** A failed call as the engine told it: one sentence, perhaps a place and what to do. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly where: Where | undefined;
  readonly fix: string | undefined;

  constructor(data: ErrorData) {
    super(data.message);
    this.name = 'BridgeError';
    this.code = data.code;
    this.where = data.where;
    this.fix = data.fix;
  }
}

/** Whatever was thrown, as something with a code and a sentence. */
export function toBridgeError(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  return new BridgeError({
    code: 'internal',
    message: 'The window itself failed to do this; the log has the details.',
  });
}

/** Tests put a fake here; the window has the preload's. */
export const BridgeContext = createContext<Bridge | null>(null);

export function useBridge(): Bridge {
  return useContext(BridgeContext) ?? window.switchboard;
}

/**
 * One call. The engine validates inputs always and outputs in tests and development, so the reply is typed here,
 * at the only place where something untyped comes in.
 */
export async function invoke<N extends CallName>(
  bridge: Bridge,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  return (await send(bridge, name, input)) as CallOutput<N>;
}

/** Starts a job; what it does comes over the topic `jobs.events`. */
export async function startJob<N extends JobName>(
  bridge: Bridge,
  name: N,
  input: JobInput<N>,
): Promise<string> {
  const { jobId } = (await send(bridge, name, input)) as { jobId: string };
  return jobId;
}

async function send(bridge: Bridge, name: string, input: unknown): Promise<unknown> {
  const reply = await bridge.invoke(name, input);
  if (!reply.ok) throw new BridgeError(reply.error);
  return reply.data;
}
