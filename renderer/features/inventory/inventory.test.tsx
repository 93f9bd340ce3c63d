import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { VirtuosoMockContext } from 'react-virtuoso';
import { describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../shared/contract';
import type { SiteRow } from '../../../shared/model/inventory';
import type { SettingValue } from '../../../shared/model/settings';
import { BridgeError } from '../../ipc/bridge';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeBridge, FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import InventoryPage from './InventoryPage';

const cell = (text: string) => ({ text, source: null, isDefault: true });
const site = (name: string, pool = `${name}Pool`): SiteRow => ({
  name,
  id: 1,
  pool,
  state: 'Started',
  bindings: 'http *:80:',
  sockets: 0,
  webSocket: cell('true'),
  webSocketLocked: true,
  maxConnections: cell('4294967295'),
  connectionTimeout: cell('00:02:00'),
});
const idleTimeout: SettingValue = {
  name: 'processModel.idleTimeout',
  path: 'x',
  type: 'timeSpan',
  value: '00:20:00',
  source: { layer: 'defaults', label: 'applicationPoolDefaults' },
  locked: true,
  default: '00:20:00',
  range: '60 s to 30 days; 0 turns it off',
  summary: 'How long.',
};
const plan: CallOutput<'changes.get'> = { revision: 1, planHash: '', changes: [], diffs: [], impact: [] };

type Sites = CallOutput<'inventory.sites'>;
const answer = (rows: SiteRow[]): Sites => ({ revision: 1, total: rows.length, all: 9, rows });

function show(
  calls: FakeCalls,
  params: Record<string, string> = {},
): { bridge: FakeBridge; went: unknown[] } {
  const bridge = createFakeBridge({ 'changes.get': () => plan, 'shell.copy': () => ({}), ...calls });
  const went: unknown[] = [];
  const page = (now: Record<string, string>) => (
    <VirtuosoMockContext value={{ viewportHeight: 320, itemHeight: 32 }}>
      <InventoryPage
        serverId="practice"
        site={null}
        application="/"
        params={now}
        navigate={(to) => {
          went.push(to);
          if (to.params) drawn.rerender(page(to.params));
        }}
      />
    </VirtuosoMockContext>
  );
  const drawn = renderWithBridge(page(params), bridge);
  return { bridge, went };
}

describe('Sites & pools', () => {
  it('would show rows of the old filter when its answer comes late', async () => {
    const late: ((sites: Sites) => void)[] = [];
    show({
      'inventory.sites': ({ filter }) =>
        filter === 'c'
          ? new Promise((done) => late.push(done))
          : answer([site(filter === '' ? 'Echo' : 'Chat')]),
    });
    await screen.findByText('Echo');
    await userEvent.type(screen.getByLabelText('Filter'), 'c');
    await waitFor(() => expect(late).toHaveLength(1));
    await userEvent.type(screen.getByLabelText('Filter'), 'hat');
    await screen.findByText('Chat');
    await act(async () => {
      late[0]?.(answer([site('Stale')]));
      await Promise.resolve();
    });
    expect(screen.queryByText('Stale')).not.toBeInTheDocument();
    expect(screen.getByText('Chat')).toBeInTheDocument();
  });

  it('would lose what was typed when the engine refuses it', async () => {
    const { bridge } = show(
      {
        'inventory.pools': () => ({ revision: 1, total: 0, all: 0, rows: [] }),
        'inventory.detail': () => ({
          title: 'ChatPool',
          subtitle: 'Application pool',
          settings: [idleTimeout],
          problems: [],
          applications: [],
        }),
        'changes.add': () => {
          throw new BridgeError({
            code: 'value-invalid',
            message: '"soon" is no time span.',
            fix: 'Write 00:20:00.',
          });
        },
      },
      { tab: 'pools', open: 'ChatPool' },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Edit processModel.idleTimeout' }));
    const field = screen.getByRole('textbox', { name: 'processModel.idleTimeout' });
    await userEvent.clear(field);
    await userEvent.type(field, 'soon{Enter}');
    expect(await screen.findByText('"soon" is no time span. Write 00:20:00.')).toBeInTheDocument();
    expect(field).toHaveValue('soon');
    expect(bridge.inputsOf('changes.add')).toEqual([
      {
        serverId: 'practice',
        weight: 'edit',
        requests: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool: 'ChatPool' },
              setting: 'processModel.idleTimeout',
              value: 'soon',
            },
          },
        ],
      },
    ]);
  });

  it('would open the drawer, not filter, on a click on a pool’s name', async () => {
    const { bridge } = show({ 'inventory.sites': () => answer([site('Chat'), site('Api', 'ChatPool')]) });
    const pools = await screen.findAllByText('ChatPool');
    await userEvent.click(pools[0] ?? document.body);
    await waitFor(() => expect(screen.getByLabelText('Filter')).toHaveValue('pool:ChatPool'));
    await waitFor(() =>
      expect(bridge.inputsOf('inventory.sites').at(-1)).toMatchObject({ filter: 'pool:ChatPool', offset: 0 }),
    );
    expect(bridge.inputsOf('inventory.detail')).toEqual([]);
  });

  it('would leave a keyboard without selection, copy or details', async () => {
    const { bridge } = show({
      'inventory.sites': () => answer([site('Api'), site('Chat'), site('Echo\t"x"')]),
      'inventory.detail': () => ({
        title: 'Chat',
        subtitle: 'Site',
        settings: [],
        problems: [],
        applications: [],
      }),
    });
    await screen.findByText('Chat');
    const grid = screen.getByRole('grid', { name: 'Sites' });
    expect(grid).toHaveAttribute('aria-rowcount', '4');
    act(() => grid.focus());
    await userEvent.keyboard('{End}{Control>}c{/Control}');
    expect(within(grid).getAllByRole('row', { selected: true })[0]).toHaveAttribute('aria-rowindex', '4');
    await waitFor(() => expect(bridge.inputsOf('shell.copy')).toHaveLength(1));
    expect(JSON.stringify(bridge.inputsOf('shell.copy')[0])).toContain('Echo \\"x\\"\\t1\\tStarted');
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(await screen.findByRole('button', { name: 'Close' })).toHaveFocus();
    expect(bridge.inputsOf('inventory.detail')).toContainEqual({
      serverId: 'practice',
      target: { kind: 'site', site: 'Chat' },
    });
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('grid', { name: 'Sites' })).toHaveFocus();
  });

  it('would end in an empty page when the engine can’t answer', async () => {
    let broken = true;
    show({
      'inventory.sites': () => {
        if (broken) throw new BridgeError({ code: 'file-missing', message: 'The file is gone.' });
        return answer([site('Chat')]);
      },
    });
    await screen.findByText('The file is gone.');
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByText('Chat')).toBeInTheDocument();
  });
});
