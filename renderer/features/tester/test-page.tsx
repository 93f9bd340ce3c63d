import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { VirtuosoMockContext } from 'react-virtuoso';
import type { FrameRow, TesterState } from '../../../shared/model/tester';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeBridge, FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { forgetRuns } from './runs/run-store';
import { forgetKept } from './runs/use-kept';
import { forgetAll } from './tester-memory';
import TesterPage from './TesterPage';

/** For tests of the page: as after the window's start. */
export function forgetPage(): void {
  forgetAll();
  forgetRuns();
  forgetKept();
}

export const timingsMs = { dns: null, tcp: 1, tls: null, upgrade: 2, total: 3 };
export const state = (more: Partial<TesterState> = {}): TesterState => ({
  sessionId: 's1',
  phase: 'open',
  url: 'ws://127.0.0.1:8081/chat',
  handshake: {
    status: 101,
    statusText: 'Switching Protocols',
    headers: [{ name: 'Upgrade', value: 'websocket' }],
    body: '',
    requestText: 'GET /chat HTTP/1.1',
    subprotocol: '',
    timingsMs,
  },
  frames: 0,
  firstKept: 0,
  keptBytes: 0,
  bytesIn: 0,
  bytesOut: 0,
  end: null,
  diagnosis: null,
  ...more,
});
export const row = (index: number, preview: string): FrameRow => ({
  index,
  direction: 'in',
  opcode: 'text',
  fin: true,
  size: preview.length,
  preview,
  at: index,
});

export function show(calls: FakeCalls, kind: 'practice' | 'file' = 'file', site: string | null = null) {
  const bridge = createFakeBridge({
    'servers.overview': () => ({
      entry: { id: 'one', kind, name: 'One', detail: '' },
      revision: 1,
      readAt: '',
      configFile: '',
      description: '',
      siteCount: 1,
      poolCount: 1,
      problems: [],
    }),
    'tester.connect': () => ({ sessionId: 's1' }),
    'tester.state': () => state(),
    'tester.send': () => ({}),
    'tester.close': () => ({}),
    'tester.dispose': () => ({}),
    ...calls,
  });
  return { bridge, ...draw(bridge, site) };
}

export const draw = (bridge: FakeBridge, site: string | null = null) =>
  renderWithBridge(
    <VirtuosoMockContext value={{ viewportHeight: 320, itemHeight: 32 }}>
      <TesterPage serverId="one" site={site} application="/" params={{}} navigate={() => undefined} />
    </VirtuosoMockContext>,
    bridge,
  );

export async function connect(url = 'ws://127.0.0.1:8081/chat'): Promise<void> {
  await userEvent.click(screen.getByLabelText('Address of the socket'));
  await userEvent.paste(url);
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
}
