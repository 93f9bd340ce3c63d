import type { ToEngine } from '../../shared/wire';
import type { HostName, SpawnHost } from './host';
import type { HostAnswer, HostRequest } from './host-wire';
import { LateEnd, type MessageEnd } from './message-end';

interface Spawned {
  end: LateEnd;
  exits: ((code: number | null) => void)[];
}

/**
 * The engine's way to helpers in the window. A utility process can't fork another, so the main process does it and
 * hands over one end of a channel; the messages then pass the main process by. Nothing is asked before `free`.
 */
export function spawnThroughMain(main: MessageEnd, free: Promise<void> = Promise.resolve()): SpawnHost {
  const hosts = new Map<number, Spawned>();
  let lastId = 0;
  const ask = (request: HostRequest) => void free.then(() => main.postMessage(request));

  main.on('message', ({ data, ports }) => {
    const answer = data as HostAnswer | ToEngine;
    if (answer.type === 'host-port') {
      const port = ports[0];
      if (port) hosts.get(answer.id)?.end.attach(port);
    } else if (answer.type === 'host-exit') {
      const spawned = hosts.get(answer.id);
      hosts.delete(answer.id);
      for (const listener of spawned?.exits ?? []) listener(answer.code);
    }
  });

  return (name: HostName, args) => {
    const id = ++lastId;
    const spawned: Spawned = { end: new LateEnd(), exits: [] };
    hosts.set(id, spawned);
    ask({ type: 'spawn-host', id, name, args });
    return {
      post: (message) => spawned.end.post(message),
      onMessage: (listener) => spawned.end.onMessage(listener),
      onExit: (listener) => void spawned.exits.push(listener),
      kill: () => ask({ type: 'kill-host', id }),
    };
  };
}
