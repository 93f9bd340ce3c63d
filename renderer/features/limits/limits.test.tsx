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
import { socketsOf, STEPS, stepNear } from './slider-steps';

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
  arithmetic: [],
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
  lives: { silent: { untilS: null, cut: null }, talking: { untilS: null, cut: null } },
  sockets: 2,
  connections: 2,
  refused: 0,
};

const limit = (value: string) => ({
  kind: 'config' as const,
  edit: {
    kind: 'set' as const,
    target: { kind: 'site' as const, site: 'Chat' },
    setting: 'limits.maxConnections',
    value,
  },
});

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

function show(shown = page): FakeBridge {
  const bridge = createFakeBridge({
    'limits.get': () => shown,
    'limits.plan': ({ sockets }) => ({
      revision: 1,
      site: 'Chat',
      application: '/',
      sockets,
      verdict: sockets > 3 ? `Chat does not hold ${sockets} sockets.` : `Chat holds ${sockets} sockets.`,
      holds: sockets <= 3,
      steps:
        sockets > 3
          ? [
              {
                rung: 'maxConnections',
                title: 'maxConnections',
                kind: 'breaks' as const,
                sentence: `maxConnections 3 → ${sockets * 2}`,
                arithmetic: [`${sockets} are more than 3`],
                changes: [limit(String(sockets * 2))],
              },
              {
                rung: 'queueLength',
                title: 'queueLength',
                kind: 'advice' as const,
                sentence: 'queueLength 1 → 2',
                arithmetic: [],
                changes: [limit('9')],
              },
            ]
          : [],
    }),
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
    await userEvent.click(await screen.findByRole('button', { name: 'Setting' }));
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
    await userEvent.click(await screen.findByRole('button', { name: 'Setting' }));
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
    await userEvent.click(screen.getByRole('button', { name: 'Setting' }));
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

  it('would mark no rung that an expected number breaks, or add advice with what is needed', async () => {
    const bridge = show();
    const field = await screen.findByRole('textbox', { name: 'Expected sockets' });
    await userEvent.clear(field);
    await userEvent.type(field, '20,000');
    expect(await screen.findByText('Chat does not hold 20000 sockets.')).toBeInTheDocument();
    expect(screen.getAllByRole('option')[0]).toHaveAccessibleName(/breaks at 20,000 sockets/);
    await userEvent.click(screen.getByText('How it is counted'));
    expect(screen.getByText('maxConnections: 20000 are more than 3')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Add to changes' }));
    await waitFor(() =>
      expect(bridge.inputsOf('changes.add')).toEqual([
        { serverId: 'practice', requests: [limit('40000')], weight: 'blocks' },
      ]),
    );
  });

  it('would begin at ten sockets because the limit says 0', async () => {
    const bridge = show({ ...page, rungs: [rung('maxConnections', 0)] });
    expect(await screen.findByRole('textbox', { name: 'Expected sockets' })).toHaveValue('10,000');
    await waitFor(() => expect(bridge.inputsOf('limits.plan')).toMatchObject([{ sockets: 10_000 }]));
  });

  it('would ask for what is no number of sockets', async () => {
    const bridge = show();
    const field = await screen.findByRole('textbox', { name: 'Expected sockets' });
    await userEvent.clear(field);
    await userEvent.type(field, '0');
    expect(await screen.findByText(/Type a whole number/)).toBeInTheDocument();
    expect(bridge.inputsOf('limits.plan')).not.toContainEqual(expect.objectContaining({ sockets: 0 }));
  });

  it('would forecast without the proxy in front that was typed', async () => {
    const bridge = show();
    await userEvent.type(await screen.findByRole('textbox', { name: /proxy in front/ }), '60');
    await waitFor(() => expect(bridge.inputsOf('limits.get').at(-1)).toMatchObject({ hopS: 60 }));
  });
});

describe('the slider', () => {
  it('would stand still for a number between two stops, or fall off the ends', () => {
    expect(STEPS[stepNear(20_000)]).toBe(20_000);
    expect([stepNear(1), stepNear(4_294_967_295)]).toEqual([0, STEPS.length - 1]);
    expect([...STEPS].sort((a, b) => a - b)).toEqual(STEPS);
  });

  it.each([
    ['20,000', 20_000],
    ['20 000', 20_000],
    ['0', null],
    ['-5', null],
    ['1e5', null],
    ['4294967296', null],
  ])('would read "%s" as another number than %s', (text, value) => {
    expect(socketsOf(text)).toBe(value);
  });
});
