import { expect, it } from 'vitest';
import type { IdleProbeResult, LoadResult } from '../../shared/model/tester-runs';
import { DataFolder } from '../storage/data-folder';
import { tempDir } from '../storage/testing/temp-dir';
import { LoadAsker } from './load-asker';
import { MeasuredCeilings } from './measured-ceilings';
import { SocketExplainer } from './socket-explainer';
import { PRACTICE } from './server-list';
import { TesterRuns } from './tester-runs';
import { seenChat } from './testing/seen-chat';

const chat = seenChat({ sockets: 20, webServer: '<proxy enabled="true" timeout="00:01:30" />' });
const connect = (url: string) => ({ url, subprotocols: [], headers: [], timeoutMs: 1000 });
const CHAT = connect('ws://localhost:8081/hub');

async function make() {
  const sessions = () => [chat];
  const measured = new MeasuredCeilings(new DataFolder(await tempDir()), () => undefined);
  const asker = new LoadAsker(sessions);
  const now = () => new Date('2026-11-26T19:40:00Z');
  return {
    measured,
    runs: new TesterRuns({ asker, explainer: new SocketExplainer(sessions), measured, now }),
  };
}

const cut: IdleProbeResult = {
  outcome: 'cut',
  heldS: 45,
  cutAfterMs: 90_200,
  serverPingMs: null,
  end: { kind: 'fin', by: 'server', code: null, reason: 'The server ended the connection' },
  diagnosis: { id: 'idle-cut', sentence: 'of no hop known here' },
};

it("a probe's cut names the server's own time-out, not a usual one", async () => {
  const { runs } = await make();
  const { diagnosis } = runs.explained(CHAT, cut);
  expect(diagnosis.sentence).toContain("this server's own proxy/timeout in ARR (90 s)");
  expect(diagnosis.sentence).toMatch(/Before, the socket outlived 45 s of silence\.$/);
  expect(runs.explained(connect('ws://elsewhere.example/'), cut)).toEqual(cut);
});

it('pauses are proposed just over what the server says, and usual ones for a stranger', async () => {
  const { runs } = await make();
  expect(runs.proposal(connect('ws://elsewhere.example/'))).toMatchObject({ site: null });
  expect(runs.proposal(CHAT).site).toBe('Chat');
  expect(() => runs.proposal(connect('nonsense'))).toThrow();
});

const result = (more: Partial<LoadResult>): LoadResult => ({
  opened: 44,
  open: 44,
  refused: { '503': 1 },
  lost: 0,
  openPerSecond: 50,
  sent: 0,
  echoed: 0,
  latencyMs: null,
  elapsedMs: 900,
  ceiling: 44,
  stopped: 'refused',
  diagnosis: { id: 'load-ceiling', sentence: '' },
  ...more,
});

it('a ceiling is remembered with the sockets of others in it, and none is made of a load that was merely stopped', async () => {
  const { runs, measured } = await make();
  const request = { connect: CHAT, connections: 100, rate: 50, holdS: 1, messages: 0, bytes: 64 };
  await runs.remember(request, result({ stopped: 'lost' }), 20);
  await runs.remember(request, result({ stopped: 'done', ceiling: null }), 20);
  expect(await measured.get(PRACTICE.id, 'Chat')).toBeNull();
  const kept = await runs.remember(request, result({}), runs.before(request));
  const ceiling = { value: 64, others: 20, at: '2026-11-26T19:40:00.000Z' };
  expect(kept.remembered).toEqual({ serverId: PRACTICE.id, site: 'Chat', application: '/', ceiling });
  expect(await measured.get(PRACTICE.id, 'CHAT')).toEqual(ceiling);
  expect(await measured.get('other', 'Chat')).toBeNull();
});
