import type { Diagnosis } from '../../../shared/model/tester';
import type { LoadFigures, LoadRequest, LoadResult } from '../../../shared/model/tester-runs';
import { count, number } from '../../../shared/words';

/** One sentence: how far the load came and what stopped it. `seen`: what the socket that stopped it says. */
export function loadWords(
  stopped: LoadResult['stopped'],
  figures: LoadFigures,
  ceiling: number | null,
  request: LoadRequest,
  seen: Diagnosis | null,
): Diagnosis {
  const why = seen === null ? '' : ` ${seen.sentence}`;
  const asked = `${number(figures.opened)} of ${count(request.connections, 'socket')}`;
  const at = number(ceiling ?? figures.opened);
  switch (stopped) {
    case 'done':
      return {
        id: 'load-done',
        sentence: `All ${count(figures.opened, 'socket')} were opened and held${echoWords(figures)}.`,
      };
    case 'silent':
      return {
        id: 'load-silent',
        sentence: `All ${count(figures.opened, 'socket')} were opened and held, but none of ${count(figures.sent, 'message')} came back: the application sends no echo of its own, or hangs, so nothing is known of its latency.`,
      };
    case 'cancelled':
      return { id: 'load-cancelled', sentence: `Stopped by hand with ${asked} opened.` };
    case 'refused':
      return { id: 'load-ceiling', sentence: `The ceiling is at ${at}: the next socket was refused.${why}` };
    case 'lost':
      return {
        id: 'load-lost',
        sentence: `Stopped with ${asked} opened: one that was open was lost, so no more were asked for.${why}`,
      };
    case 'ports':
      return {
        id: 'load-ports',
        sentence: `Stopped with ${asked} opened: this computer has no more ports for this server; give it more addresses or load from a second computer.`,
      };
    case 'failed':
      return { id: seen?.id ?? 'load-failed', sentence: `Not even one socket was opened.${why}` };
  }
}

/** What is missing of the echoes; those of the last moment were waited for. */
function echoWords({ sent, echoed }: LoadFigures): string {
  if (sent === 0 || echoed === sent) return '';
  return `; ${number(echoed)} of ${count(sent, 'message')} came back in time`;
}
