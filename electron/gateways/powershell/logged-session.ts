import { toErrorData } from '../../../shared/errors';
import type { z } from 'zod';
import type { Log } from '../../storage/log';
import type { CallOptions, PowerShellSession, ScriptDefinition } from './session';

/** A session that writes down which script ran where, how long it took and how it ended; never what it was given. */
export class LoggedSession implements PowerShellSession {
  #calls = 0;

  constructor(
    private readonly session: PowerShellSession,
    private readonly server: string,
    private readonly log: Log,
  ) {}

  async run<A extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
    script: ScriptDefinition<A, P, D>,
    args: z.input<A>,
    options: CallOptions<z.output<P>> = {},
  ): Promise<z.output<D>> {
    const begun = performance.now();
    const about = { call: ++this.#calls, script: script.name, server: this.server };
    const took = (): { ms: number } => ({ ms: Math.round(performance.now() - begun) });
    try {
      const done = await this.session.run(script, args, {
        ...options,
        onLate: () => {
          this.log.warn('a script is still committing', { ...about, ...took() });
          options.onLate?.();
        },
      });
      this.log.info('script ran', { ...about, ...took() });
      return done;
    } catch (error) {
      this.log.warn('script failed', { ...about, ...took(), code: toErrorData(error).code });
      throw error;
    }
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }
}
