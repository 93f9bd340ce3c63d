import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { VirtuosoMockContext } from 'react-virtuoso';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallOutput, TopicPayload } from '../../../shared/contract';
import type { LiveFigures } from '../../../shared/model/live';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeBridge, FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import LivePage from './LivePage';
import { headingOf, rate, readingWords, subjectOf } from './words';

const figures = (more: Partial<LiveFigures> = {}): LiveFigures => ({
  ...{ connections: 4, sockets: 3, requests: 3, queue: 0, opened: 7, refused: 0, recycles: 1 },
  ...more,
});
const sample = (more: Partial<TopicPayload<'live.sample'>> = {}): TopicPayload<'live.sample'> => ({
  ...{ at: '2026-11-26T20:00:04.000Z', since: '2026-11-26T20:00:00.000Z', tookMs: 1_000, measured: 'server' },
  ...{ pauseMs: 19_000, server: figures(), farms: [], gaps: [], error: null, none: false },
  ...more,
});
const history: CallOutput<'live.history'> = {
  ...{ times: [1, 3], connections: [4, 4], sockets: [3, null], requests: [3, 3], queue: [0, 0] },
  ...{ opened: [null, 1], refused: [null, 0], now: figures(), state: 'Started', pools: ['ChatPool'] },
  marks: [
    { at: 3, kind: 'recycle', subject: { kind: 'pool', name: 'ChatPool' }, sentence: 'ChatPool recycled.' },
  ],
};
const row = {
  name: 'Chat',
  state: 'Started' as const,
  ...figures(),
  openedPerS: null,
  workers: null,
  draining: null,
};
const server = { serverId: 'practice' };

function show(
  calls: FakeCalls = {},
  params: Record<string, string> = {},
): { bridge: FakeBridge; went: unknown[] } {
  const went: unknown[] = [];
  const bridge = createFakeBridge({
    'live.history': () => history,
    'live.rows': () => ({ revision: 1, total: 1, all: 1, rows: [row] }),
    ...calls,
  });
  renderWithBridge(
    <VirtuosoMockContext value={{ viewportHeight: 320, itemHeight: 32 }}>
      <LivePage
        serverId="practice"
        site={null}
        application="/"
        params={params}
        navigate={(to) => went.push(to)}
      />
    </VirtuosoMockContext>,
    bridge,
  );
  return { bridge, went };
}

const seen = (state: 'hidden' | 'visible'): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

describe('Live', () => {
  afterEach(() => seen('visible'));

  it('would go on reading a server for a window that nobody can see', async () => {
    const { bridge } = show();
    await waitFor(() => expect(bridge.listeners('live.sample')).toBe(1));
    seen('hidden');
    expect(bridge.listeners('live.sample')).toBe(0);
    seen('visible');
    expect(bridge.listeners('live.sample')).toBe(1);
  });

  it('would show unknown figures as zeros, or keep the last ones silently when reading fails', async () => {
    const { bridge } = show({
      'live.rows': () => ({ revision: 1, total: 1, all: 1, rows: [{ ...row, sockets: null }] }),
    });
    act(() => bridge.emit('live.sample', server, sample({ server: figures({ sockets: null }) })));
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'how many are sockets is unknown',
    );
    expect(
      within(await screen.findByRole('grid', { name: 'Sites' })).getByText('unknown'),
    ).toBeInTheDocument();
    const error = { code: 'access-denied' as const, message: 'The counters may not be read.' };
    act(() => bridge.emit('live.sample', server, sample({ error })));
    expect(await screen.findByRole('alert')).toHaveTextContent('What is shown is older.');
  });

  it('would mark another row than the chosen one after a reading that sorts them anew', async () => {
    let rows = ['Shop', 'Chat'].map((name) => ({ ...row, name }));
    const { bridge } = show({ 'live.rows': () => ({ revision: 1, total: 2, all: 2, rows }) });
    act(() => bridge.emit('live.sample', server, sample()));
    const grid = await screen.findByRole('grid', { name: 'Sites' });
    await userEvent.click(await within(grid).findByText('Chat'));
    rows = rows.toReversed();
    act(() => bridge.emit('live.sample', server, sample({ at: '2026-11-26T20:00:06.000Z' })));
    await waitFor(() => expect(within(grid).getAllByRole('row')[1]).toHaveTextContent('Chat'));
    expect(within(grid).getByRole('row', { selected: true })).toHaveTextContent('Chat');
  });

  it('would recycle without saying what it cuts, or at once', async () => {
    const plan = { revision: 1, planHash: '', changes: [], diffs: [] };
    const impact = ['Recycles "ChatPool": 1,204 open sockets have 90 s to leave.'];
    const { bridge, went } = show(
      {
        'changes.preview': () => ({ ...plan, impact }),
        'changes.add': () => ({ revision: 2, count: 1 }),
      },
      { of: 'site:Chat' },
    );
    act(() => bridge.emit('live.sample', server, sample()));
    await userEvent.click(await screen.findByRole('button', { name: 'Recycle pool…' }));
    expect(await screen.findByText(/1,204 open sockets/)).toBeInTheDocument();
    expect(bridge.inputsOf('changes.add')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Add to changes' }));
    await waitFor(() => expect(went).toEqual([{ page: 'changes' }]));
    const request = { kind: 'action', action: { kind: 'recycle-pool', pool: 'ChatPool' } };
    expect(bridge.inputsOf('changes.add')).toEqual([{ ...server, requests: [request], weight: 'edit' }]);
    expect(bridge.inputsOf('changes.apply')).toEqual([]);
  });

  it('would read the open requests without being asked, or hide that a list was cut', async () => {
    const open = {
      ...{
        kind: 'unknown' as const,
        ageMs: 90_000,
        client: '10.0.0.7',
        url: '/hub',
        verb: 'GET',
        site: null,
      },
      ...{ pool: 'ChatPool', worker: '1', module: null, bytesIn: null, bytesOut: null },
    };
    const answer = {
      at: '2026-11-26T20:00:04.000Z',
      rows: [open],
      total: 1_204,
      how: 'By the counter.',
      gap: null,
    };
    const quiet = show({ 'live.requests': () => answer });
    act(() => quiet.bridge.emit('live.sample', server, sample()));
    await screen.findByRole('grid', { name: 'Sites' });
    expect(quiet.bridge.inputsOf('live.requests')).toEqual([]);
    const { bridge } = show({ 'live.requests': () => answer }, { tab: 'requests', of: 'pool:ChatPool' });
    act(() => bridge.emit('live.sample', server, sample()));
    expect(await screen.findByText(/^The first 1 of 1,204 open/)).toBeInTheDocument();
    expect(await screen.findByText('not told')).toBeInTheDocument();
    expect(bridge.inputsOf('live.requests')).toEqual([
      { ...server, subject: { kind: 'pool', name: 'ChatPool' } },
    ]);
  });

  it('says what a file has, how slowly a dear server is read, and numbers with their units', () => {
    expect(headingOf('WEB07', figures({ sockets: 1_204, connections: null }))).toBe(
      'WEB07 has 1,204 open sockets.',
    );
    expect(headingOf('WEB07', figures({ sockets: null, connections: null }))).toContain('is unknown');
    expect(readingWords(sample())).toContain(
      'every 20 s, so that it costs the server at most 5 % of a core: a reading took 1.00 s on the server.',
    );
    expect([rate(0), rate(0.5), rate(1_204)]).toEqual(['0/s', '0.5/s', '1,204/s']);
    expect(subjectOf('pool:a:b')).toEqual({ kind: 'pool', name: 'a:b' });
    expect(subjectOf('nonsense')).toEqual({ kind: 'server' });
  });
});
