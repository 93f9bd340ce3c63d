import { utilityProcess } from 'electron';
import path from 'node:path';
import type { HostAnswer, HostRequest } from '../hosts/host-wire';
import type { FromEngine } from '../../shared/wire';
import { EngineHosts } from './hosts';
import type { EngineChild } from './supervisor';

/**
 * Starts the engine's process and the way by which it gets helper processes; its helpers end with it. `plain`: without
 * what was compiled at an earlier start, which might be what the one before died of.
 */
export function startEngine(dataDir: string, plain: boolean): EngineChild {
  const args = plain ? [dataDir, 'plain'] : [dataDir];
  const child = utilityProcess.fork(path.join(__dirname, 'engine.cjs'), args, {
    serviceName: 'IIS Switchboard engine',
  });
  const hosts = new EngineHosts((answer: HostAnswer, ports) => child.postMessage(answer, ports));
  let gone = false;
  child.on('message', (message: HostRequest | FromEngine) => hosts.handle(message));
  child.on('exit', () => {
    gone = true;
    hosts.endAll();
  });
  return {
    post: (message) => {
      if (!gone) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', (message: FromEngine) => listener(message)),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
