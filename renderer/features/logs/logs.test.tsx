import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { VirtuosoMockContext } from 'react-virtuoso';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogProgress, LogRow, LogView } from '../../../shared/model/logs';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeBridge, FakeCalls, FakeJob } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { LogsOfSite } from './LogsOfSite';

const meaning = { title: 'too many requests at once', sentence: 'The limit is reached.', station: null };
const view = (more: Partial<LogView> = {}): LogView => ({
  ...{ heading: '3 requests were refused.', files: 1, bytes: 300, lines: 3, malformed: 0 },
  ...{ unreadable: [], moreUnreadable: 0, leftOut: [], pages: [], reasons: [] },
  statuses: [{ name: '503.2', count: 3, meaning }],
  times: { stepS: 60, start: [0, 60, 120], ended: [0, 1, 0], refused: [{ status: 503, counts: [0, 3, 0] }] },
  lives: [{ fromMs: 1000, toMs: 2000, count: 1 }],
  lifetimesMs: { count: 1, p50: 1500, p95: 1500, max: 1500 },
  ...{ peaks: [], walls: [], urls: [], clients: [], pools: [] },
  ...more,
});
const progress = (of: LogView, state: LogProgress['state'] = 'reading'): LogProgress => ({
  ...{ read: 151_000_000, total: 943_718_400, elapsedMs: 1000, state, view: of },
});
const row = (url: string, more: Partial<LogRow> = {}): LogRow => ({
  ...{ at: 1_795_662_000, clock: 'utc', status: '503.2', reason: '', tookMs: 5, client: '10.0.0.1' },
  ...{ url, file: 'u_ex261124.log', meaning },
  ...more,
});
let rows: LogRow[] = [];
let scans: FakeJob<'logs.scan'>[] = [];

function show(calls: FakeCalls = {}): FakeBridge {
  const bridge = createFakeBridge(
    {
      'logs.rows': ({ offset, limit }) => ({
        ...{ total: rows.length, more: 0 },
        rows: rows.slice(offset, offset + limit),
      }),
      'jobs.cancel': () => ({ cancelled: true }),
      ...calls,
    },
    {
      'logs.scan': (job) => scans.push(job),
      'logs.export': (job) => job.done({ file: '/tmp/rows.csv', rows: 3 }),
    },
  );
  const sources = { revision: 1, paths: ['/logs'], folder: '/logs', form: 'W3C', notes: [] };
  renderWithBridge(
    <VirtuosoMockContext value={{ viewportHeight: 320, itemHeight: 32 }}>
      <LogsOfSite
        serverId="practice"
        site="Chat"
        sources={sources}
        picker={null}
        navigate={() => undefined}
      />
    </VirtuosoMockContext>,
    bridge,
  );
  return bridge;
}

const scan = async (count = 1): Promise<FakeJob<'logs.scan'>> => {
  await waitFor(() => expect(scans).toHaveLength(count));
  const job = scans[count - 1];
  if (!job) throw new Error('no scan was started');
  return job;
};
/** The verdict, once it says that. */
const verdict = (text: string) => screen.findByText(text, { selector: 'h1' });
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

beforeEach(() => {
  rows = [row('/a'), row('/b'), row('/c')];
  scans = [];
  Element.prototype.scrollIntoView = vi.fn();
});

describe('Logs', () => {
  it('would close the explanation of a row, or mark another one, as rows come in while following', async () => {
    show();
    await press('Follow live');
    const job = await scan(2);
    job.progress(progress(view(), 'following'));
    const grid = await screen.findByRole('grid');
    await userEvent.click(await within(grid).findByText('/b'));
    expect(await screen.findByRole('group', { name: 'What the row means' })).toHaveTextContent(
      'The limit is reached.',
    );
    rows = [row('/new'), ...rows];
    job.progress(progress(view({ lines: 4 }), 'following'));
    await within(grid).findByText('/new');
    expect(screen.getByRole('group', { name: 'What the row means' })).toBeInTheDocument();
    expect(within(grid).getByRole('row', { selected: true })).toHaveTextContent('/b');
  });

  it('would wipe the sums when following begins, or ends over a file that is gone', async () => {
    show();
    (await scan()).done(view({ heading: 'All of it.' }));
    await verdict('All of it.');
    await press('Follow live');
    const job = await scan(2);
    job.progress(progress(view({ heading: 'A part.', lines: 1 })));
    await screen.findByText(/^reading/);
    await verdict('All of it.');
    job.progress(progress(view({ heading: 'All and more.', lines: 4 }), 'following'));
    await verdict('All and more.');
    await press('Stop following');
    job.done(view({ heading: 'No log could be read here.', files: 0, lines: 0 }));
    await waitFor(() => expect(screen.queryByText(/^following/)).toBeNull());
    await verdict('All and more.');
    expect(scans).toHaveLength(2);
  });

  it('would look like a whole reading after it was cancelled', async () => {
    const bridge = show();
    const job = await scan();
    job.progress(progress(view()));
    await press('Cancel');
    job.done(view());
    expect(await screen.findByText(/^Cancelled after 144 MB of 900 MB/)).toBeInTheDocument();
    expect(bridge.inputsOf('jobs.cancel')).toHaveLength(1);
    await press('Read again');
    await scan(2);
    await waitFor(() => expect(screen.queryByText(/^Cancelled/)).toBeNull());
  });

  it('would say "0 rows" while they are still being looked for', async () => {
    show({ 'logs.rows': () => new Promise(() => undefined) });
    const job = await scan();
    job.progress(progress(view()));
    expect(await screen.findByText('the rows follow the sums')).toBeInTheDocument();
    job.done(view());
    expect(await screen.findByText('looking for the rows…')).toBeInTheDocument();
    expect(screen.queryByText('0 rows')).toBeNull();
  });

  it('would hide the wall behind the peaks, and keep sentences that nobody can reach', async () => {
    show();
    const peaks = [4, 3, 2, 1].map((n) => ({ ms: n, count: n, sentence: `Peak of ${n}.` }));
    const walls = [
      { at: '2026-11-26T02:00:00Z', ended: 30, sentence: 'A small wall.' },
      { at: '2026-11-26T03:00:00Z', ended: 400, sentence: 'A wall of 400.' },
    ];
    (await scan()).done(view({ peaks, walls }));
    const first = await screen.findByText('A wall of 400.');
    expect(first.nextElementSibling).toHaveTextContent('A small wall.');
    expect(screen.queryByText('Peak of 1.')).toBeNull();
    await press('4 more');
    expect(screen.getByText('Peak of 1.')).toBeInTheDocument();
  });

  it('would show every row after a click on a reason of HTTPERR', async () => {
    const bridge = show();
    (await scan()).done(view({ reasons: [{ name: 'QueueFull', count: 3, meaning }] }));
    await press(/^QueueFull/);
    expect(await screen.findByRole('heading', { name: 'QueueFull' })).toBeInTheDocument();
    await waitFor(() =>
      expect(bridge.inputsOf('logs.rows').at(-1)).toMatchObject({ status: '', reason: 'QueueFull' }),
    );
  });

  it('would call the local time of an IIS log UTC', async () => {
    rows = [row('/a', { clock: 'server' })];
    show();
    (await scan()).done(view());
    expect(await screen.findByRole('columnheader', { name: 'Time (server time)' })).toBeInTheDocument();
  });

  it('would leave most unreadable files without a name', async () => {
    show();
    const unreadable = Array.from({ length: 18 }, (_, at) => ({ file: `f${at}.log`, reason: 'is locked' }));
    (await scan()).done(view({ unreadable, moreUnreadable: 2 }));
    expect(await screen.findByText(/17 more files could not be read wholly/)).toBeInTheDocument();
    await press('Name them');
    expect(screen.getByText('f17.log')).toBeInTheDocument();
    expect(screen.getByText(/^2 more are not named here/)).toBeInTheDocument();
  });

  it('would send a time that no log can have, and answer in the words of the contract', async () => {
    show();
    (await scan()).done(view());
    await press('From – to');
    fireEvent.change(screen.getByLabelText('From (UTC)'), { target: { value: '2999-01-01 00:00' } });
    await press('Read');
    expect(screen.getByRole('alert')).toHaveTextContent('is no time of 1970 to 2105');
    expect(scans).toHaveLength(1);
  });

  it('would keep the sentence of an export that had other rows', async () => {
    show({ 'shell.pickSave': () => ({ path: '/tmp/rows.csv' }) });
    (await scan()).done(view());
    await screen.findByText('/a');
    await press('Export CSV…');
    expect(await screen.findByText('3 rows in /tmp/rows.csv')).toBeInTheDocument();
    await press(/^503\.2/);
    await waitFor(() => expect(screen.queryByText('3 rows in /tmp/rows.csv')).toBeNull());
  });

  it('would not say that the sums do not follow a brushed stretch, nor let them', async () => {
    const bridge = show();
    (await scan()).done(view());
    (await screen.findByRole('group', { name: /^Sockets that ended/ })).focus();
    await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}{Enter}');
    expect(
      await screen.findByRole('heading', { name: '1970-01-01 00:01:00 to 00:02:59 UTC' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Of the whole time, not of the chosen stretch.')).toBeInTheDocument();
    await press('Sums of this stretch');
    await scan(2);
    expect(bridge.inputsOf('logs.scan').at(-1)).toMatchObject({ range: { since: 60, until: 179 } });
  });
});
