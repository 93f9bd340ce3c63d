/** Pool settings that WAS and HTTP.sys seem to take over without a new worker process [I]; so the impact says "may". */
export const KEEPS_WORKER: ReadonlySet<string> = new Set(['autoStart', 'queueLength']);
