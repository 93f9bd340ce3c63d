import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../shared/contract';
import type { PendingChange } from '../../../shared/model/changes';
import type { LimitRung } from '../../../shared/model/limits';
import type { ChangeRequest } from '../../../shared/model/readiness';
import type { SettingValue } from '../../../shared/model/settings';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeBridge } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import LimitsPage from './LimitsPage';

const maxConnections: SettingValue = {
  name: 'limits.maxConnections',
  path: 'x',
  type: 'uint',
  value: 3,
  source: null,
  locked: true,
  default: 4_294_967_295,
  range: '1 to 4294967295',
  summary: 'How many.',
};
const rung = (id: string, value: number | null): LimitRung => ({
  id,
  title: id,
  note: '',
  value,
  bounds: 'sockets',
  source: null,
  target: { kind: 'site', site: 'Chat' },
  setting: 'limits.maxConnections',
});
const page: CallOutput<'limits.get'> = {
  revision: 1,
  site: 'Chat',
  application: '/',
  heading: 'Chat holds 3 sockets.',
  sub: '',
  rungs: [rung('maxConnections', 3), rung('appConcurrentRequestLimit', 5000)],
  cuts: [],
  sockets: 2,
  connections: 2,
  refused: 0,
};

/** As the engine does: what is no number from 1 is a problem of the change. */
const previewed = (request: ChangeRequest): PendingChange => {
  const value = request.kind === 'config' && request.edit.kind === 'set' ? request.edit.value : '';
  const problem = /^[1-9]\d*$/.test(value) ? {} : { problem: `maxConnections is no number: ${value}.` };
  return {
    id: 'c',
    request,
    sentence: '',
    object: '',
    setting: '',
    old: null,
    new: value,
    weight: 'edit',
    undoable: true,
    ...problem,
  };
};

function show(): FakeBridge {
  const bridge = createFakeBridge({
    'limits.get': () => page,
    'inventory.detail': () => ({
      title: 'Chat',
      subtitle: 'Site',
      settings: [maxConnections],
      problems: [],
      applications: [],
    }),
    'changes.get': () => ({ revision: 1, planHash: '', changes: [], diffs: [], impact: [] }),
    'changes.preview': ({ requests: [request] }) => ({
      revision: 1,
      planHash: '',
      changes: request ? [previewed(request)] : [],
      diffs: [],
      impact: [],
    }),
    'changes.add': () => ({ revision: 2, count: 1 }),
  });
  renderWithBridge(
    <LimitsPage serverId="practice" site="Chat" application="/" params={{}} navigate={() => undefined} />,
    bridge,
  );
  return bridge;
}

const values = (bridge: FakeBridge): string[] =>
  bridge.inputsOf('changes.add').map((input) => JSON.stringify(input).replace(/.*"value":"([^"]*)".*/, '$1'));

describe('Limits', () => {
  it('would write 0 for unlimited, which lets nobody in', async () => {
    const bridge = show();
    const field = await screen.findByRole('textbox', { name: 'limits.maxConnections' });
    await userEvent.clear(field);
    await userEvent.type(field, '0');
    expect(screen.getByText(/0 is not unlimited/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add to changes' })).toBeDisabled();
    await userEvent.type(field, '{Enter}');
    expect(bridge.inputsOf('changes.add')).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Unlimited' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add to changes' }));
    await waitFor(() => expect(values(bridge)).toEqual(['4294967295']));
  });

  it('would take -1 or letters until Add is pressed', async () => {
    show();
    const field = await screen.findByRole('textbox', { name: 'limits.maxConnections' });
    for (const typed of ['-1', 'abc']) {
      await userEvent.clear(field);
      await userEvent.type(field, typed);
      expect(await screen.findByText(`maxConnections is no number: ${typed}.`)).toBeInTheDocument();
      expect(field).toBeInvalid();
      expect(screen.getByRole('button', { name: 'Add to changes' })).toBeDisabled();
    }
    await userEvent.clear(field);
    await userEvent.type(field, '12');
    await waitFor(() => expect(field).toBeValid());
    expect(screen.getByRole('button', { name: 'Add to changes' })).toBeEnabled();
  });

  it('would leave the rungs to the mouse, or say nothing about them aloud', async () => {
    show();
    const list = await screen.findByRole('listbox', { name: 'Ceilings, lowest first; 2 sockets now' });
    const options = screen.getAllByRole('option');
    expect(options[0]).toHaveAttribute('aria-selected', 'true');
    expect(options[0]).toHaveAccessibleName('maxConnections, 3, bounds sockets, first ceiling, 66 % used');
    list.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(options[1]).toHaveAttribute('aria-selected', 'true');
    expect(await screen.findByRole('heading', { name: 'appConcurrentRequestLimit' })).toBeInTheDocument();
  });

  it('would show numbers only as a picture', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Show tables' }));
    expect(screen.getByRole('row', { name: /maxConnections 3 66 %/ })).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'What cuts a socket, soonest first' })).toBeInTheDocument();
  });
});
