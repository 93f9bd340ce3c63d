import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { ChangePlan } from '../../../shared/model/changes';
import { BridgeError } from '../../ipc/bridge';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { modeFix, page, stations, warmFix } from './fixture';
import ReadinessPage from './ReadinessPage';

const plan: ChangePlan = { revision: 1, planHash: 'h', changes: [], diffs: [], impact: [] };

function show(calls: FakeCalls = {}, site: string | null = 'Chat', params: Record<string, string> = {}) {
  const bridge = createFakeBridge({
    'servers.sites': () => ({ revision: 1, total: 1, sites: [{ name: 'Echo', id: 1, applications: ['/'] }] }),
    'readiness.get': (input) => page(input.site),
    'changes.get': () => plan,
    'changes.preview': () => plan,
    'changes.add': () => ({ revision: 2, count: 1 }),
    'readiness.setAddress': () => ({}),
    ...calls,
  });
  const navigate = vi.fn();
  renderWithBridge(
    <ReadinessPage serverId="practice" site={site} application="/" params={params} navigate={navigate} />,
    bridge,
  );
  return { bridge, navigate };
}

test('the verdict is the heading, and the first fault is open', async () => {
  show();
  expect(await screen.findByRole('heading', { level: 1, name: /^Chat cannot upgrade/ })).toBeInTheDocument();
  expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('pool');
});

test('Fix adds the blocking change only; keeping warm is its own button and its own request', async () => {
  const { bridge } = show();
  await userEvent.click(await screen.findByRole('button', { name: 'Fix: run ChatPool in Integrated mode' }));
  expect(bridge.inputsOf('changes.add')).toEqual([
    { serverId: 'practice', requests: modeFix.changes, weight: 'blocks' },
  ]);
  const advice = screen.getByRole('region', { name: 'Advice: blocks nothing' });
  // No green tick: what is advised is not done.
  expect(within(advice).getByText('advice')).toBeInTheDocument();
  expect(within(advice).queryByText('good')).toBeNull();
  await userEvent.click(within(advice).getByRole('button', { name: 'Keep it warm' }));
  expect(bridge.inputsOf('changes.add')[1]).toEqual({
    serverId: 'practice',
    requests: warmFix.changes,
    weight: 'advice',
  });
});

test('looking at what a fix would change adds nothing', async () => {
  const { bridge } = show();
  expect(await screen.findByRole('heading', { name: 'What Fix would change' })).toBeInTheDocument();
  await waitFor(() =>
    expect(bridge.inputsOf('changes.preview')).toEqual([{ serverId: 'practice', requests: modeFix.changes }]),
  );
  await userEvent.hover(screen.getByRole('button', { name: 'Keep it warm' }));
  expect(screen.getByRole('heading', { name: 'What “Keep it warm” would change' })).toBeInTheDocument();
  expect(bridge.inputsOf('changes.add')).toEqual([]);
});

test('without a site in the address the first one is shown', async () => {
  show({}, null);
  expect(await screen.findByRole('heading', { level: 1, name: /^Echo cannot upgrade/ })).toBeInTheDocument();
});

test('a configuration without sites is an answer, not an error', async () => {
  show({ 'servers.sites': () => ({ revision: 1, total: 0, sites: [] }) }, null);
  expect(await screen.findByText('There is no site in this configuration.')).toBeInTheDocument();
});

test('a failure is one sentence and a button that asks again', async () => {
  let failing = true;
  show({
    'readiness.get': (input) => {
      if (failing) throw new BridgeError({ code: 'host-died', message: 'The practice server stopped.' });
      return page(input.site);
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('The practice server stopped.');
  failing = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/Chat cannot upgrade/)).toBeInTheDocument();
});

test('a site that is gone leads to one that is there', async () => {
  const { navigate } = show({
    'readiness.get': () => {
      throw new BridgeError({ code: 'not-found', message: 'There is no site Chat.' });
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Show the first site' }));
  expect(navigate).toHaveBeenCalledWith({ site: null, application: '/', params: {} });
});

test('the address that is tried is the one that was typed, and a slip is never sent', async () => {
  const sound = stations.map((station) => ({ ...station, state: 'good' as const, checks: [] }));
  const outcome = {
    url: 'ws://127.0.0.1:8081/hub',
    at: '2026-01-01T00:00:00Z',
    status: 404,
    statusText: 'Not Found',
    ms: 3,
    upgraded: false,
    diagnosis: { id: 'not-found', sentence: 'Nothing answers at this path.' },
  };
  const { bridge } = show({
    'readiness.get': (input) => {
      const whole = page(input.site, { handshake: outcome });
      return { ...whole, readiness: { ...whole.readiness, stations: sound } };
    },
    'readiness.tryHandshake': () => outcome,
  });
  const path = await screen.findByRole('textbox', { name: 'Path' });
  await userEvent.type(path, 'hub');
  await userEvent.click(screen.getByRole('button', { name: 'Try the handshake' }));
  expect(screen.getByText('The path starts with a slash.')).toBeInTheDocument();
  expect(bridge.inputsOf('readiness.setAddress')).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'SignalR' }));
  await userEvent.click(screen.getByRole('button', { name: 'Try the handshake' }));
  const where = { serverId: 'practice', site: 'Chat', application: '/' };
  await waitFor(() => expect(bridge.inputsOf('readiness.tryHandshake')).toEqual([where]));
  expect(bridge.inputsOf('readiness.setAddress')).toEqual([
    { ...where, address: { path: '/hub', subprotocols: [], headers: [] } },
  ]);
  expect(await screen.findByText('404 Not Found')).toBeInTheDocument();
  expect(screen.getByText('Nothing answers at this path.')).toBeInTheDocument();
});
