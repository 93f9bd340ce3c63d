import type { HostPort } from './host';
import { LateEnd, type MessageEnd } from './message-end';

/** The parent's end of this process when it is a utility process of the window; undefined elsewhere. */
export function utilityParent(): MessageEnd | undefined {
  const end: unknown = Reflect.get(process, 'parentPort');
  return end as MessageEnd | undefined;
}

/** In a utility process the main process hands over a port to the engine; until it comes, messages wait. */
function handedOver(parent: MessageEnd): HostPort {
  const late = new LateEnd();
  parent.on('message', ({ ports }) => {
    const port = ports[0];
    if (port) late.attach(port);
  });
  return late;
}

/** Under child_process.fork with `serialization: 'advanced'`. */
function overIpc(): HostPort {
  return {
    post(message) {
      // A send that fails means the parent is gone; `disconnect` tells that.
      process.send?.(message, undefined, undefined, () => {});
    },
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

/** This helper process's way to whoever started it: the window's engine, the command line or a test. */
export function parentPort(): HostPort {
  const parent = utilityParent();
  return parent ? handedOver(parent) : overIpc();
}
