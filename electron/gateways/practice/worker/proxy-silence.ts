import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { ScaledClock } from '../clock';

/**
 * ARR gives up on a socket that was silent for its time-out. Whether a real ARR counts silence or all time is disputed
 * (facts sheet, section 6); here any byte of either side counts, pings too. Without an answer of the client (a broadcast
 * that it only listens to) the time begins anew at the next look.
 */
export function cutWhenSilent(
  webSocket: WebSocket,
  wire: Socket,
  clock: ScaledClock,
  timeoutMs: number,
): void {
  let written = wire.bytesWritten;
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel();
    written = wire.bytesWritten;
    cancel = clock.after(timeoutMs, () => {
      if (wire.bytesWritten === written) webSocket.terminate();
      else wait();
    });
  };
  // Behind the answer that this very event brings about.
  const heard = (): void => queueMicrotask(wait);
  for (const event of ['message', 'ping', 'pong'] as const) webSocket.on(event, heard);
  webSocket.once('close', () => cancel());
  wait();
}
