import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ChangePlan } from '../../shared/model/changes';
import { BridgeError } from './bridge';
import { createFakeBridge } from './fake-bridge';
import { useAction, useCall, useJob, useServerChanges } from './hooks';
import { renderWithBridge } from './test-render';

const plan: ChangePlan = { revision: 1, planHash: 'h', changes: [], diffs: [], impact: [] };
const still = { revision: 1, runtime: 1, pending: 1, pendingCount: 0 };
const calls = {
  'changes.get': () => plan,
  'servers.sites': () => ({ revision: 1, total: 0, sites: [] }),
  'changes.add': () => ({ revision: 2, count: 1 }),
};

function Watcher({ serverId = 'a' }: { serverId?: string }) {
  useServerChanges('a');
  useCall('changes.get', { serverId });
  useCall('servers.sites', { serverId, filter: '', limit: 1 });
  return null;
}

/** What was asked since, by name. */
const names = (bridge: ReturnType<typeof createFakeBridge>, from = 0) =>
  bridge.asked.slice(from).map(({ name }) => name);

async function watch(serverId?: string) {
  const bridge = createFakeBridge(calls);
  const view = renderWithBridge(<Watcher {...(serverId ? { serverId } : {})} />, bridge);
  await waitFor(() => expect(bridge.asked).toHaveLength(2));
  act(() => bridge.emit('server.changed', { serverId: 'a' }, still));
  return { bridge, view };
}

test('the first event of a subscription does not ask everything twice', async () => {
  const { bridge } = await watch();
  await act(async () => Promise.resolve());
  expect(bridge.asked).toHaveLength(2);
});

test('only what is made of the thing that changed is asked again', async () => {
  const { bridge } = await watch();
  act(() => bridge.emit('server.changed', { serverId: 'a' }, { ...still, pending: 2 }));
  await waitFor(() => expect(names(bridge, 2)).toEqual(['changes.get']));
});

test('a gap in the sequence asks again, although the numbers look unchanged', async () => {
  const { bridge } = await watch();
  act(() => bridge.emit('server.changed', { serverId: 'a' }, still, 1));
  await waitFor(() => expect(names(bridge, 2).sort()).toEqual(['changes.get', 'servers.sites']));
});

test('a restarted engine that counts from the start is believed', async () => {
  const { bridge } = await watch();
  act(() => bridge.emit('server.changed', { serverId: 'a' }, { ...still, revision: 0 }));
  await waitFor(() => expect(bridge.asked.length).toBeGreaterThan(2));
});

test("another server's answers are left alone", async () => {
  const { bridge } = await watch('b');
  act(() => bridge.emit('server.changed', { serverId: 'a' }, { ...still, revision: 2 }));
  await act(async () => Promise.resolve());
  expect(bridge.asked).toHaveLength(2);
});

test('nothing listens any more after the page is gone', async () => {
  const { bridge, view } = await watch();
  expect(bridge.listeners('server.changed')).toBe(1);
  view.unmount();
  expect(bridge.listeners('server.changed')).toBe(0);
});

function Asker() {
  const { error } = useCall('changes.get', { serverId: 'a' });
  return (
    <p>{error ? `${error.code}: ${error.message} ${error.fix ?? ''} ${error.where?.line ?? ''}` : '…'}</p>
  );
}

test('an error keeps its code, its place and what to do', async () => {
  const bridge = createFakeBridge({
    'changes.get': () => {
      throw new BridgeError({
        code: 'not-xml',
        message: 'Cut off.',
        fix: 'Restore it.',
        where: { file: 'a', line: 7 },
      });
    },
  });
  renderWithBridge(<Asker />, bridge);
  expect(await screen.findByText('not-xml: Cut off. Restore it. 7')).toBeInTheDocument();
});

function Adder() {
  useCall('changes.get', { serverId: 'a' });
  useCall('changes.get', { serverId: 'b' });
  const add = useAction('changes.add');
  const requests = [{ kind: 'action' as const, action: { kind: 'start-site' as const, site: 'Chat' } }];
  return <button onClick={() => add.mutate({ serverId: 'a', requests, weight: 'edit' })}>add</button>;
}

test('an action asks its own server again and no other', async () => {
  const bridge = createFakeBridge(calls);
  renderWithBridge(<Adder />, bridge);
  await userEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(bridge.asked.slice(2)).toHaveLength(2));
  expect(bridge.asked[3]).toEqual({ name: 'changes.get', input: { serverId: 'a' } });
});

function Runner() {
  const job = useJob('changes.apply');
  return (
    <>
      <button onClick={() => void job.start({ serverId: 'a', planHash: 'h' })}>apply</button>
      <p>{`${job.state} ${job.progress?.steps[0]?.state ?? ''} ${job.result?.sentence ?? ''}${job.error?.message ?? ''}`}</p>
    </>
  );
}
const step = { title: 'Write', state: 'running' as const };

test('a job that ended before anybody listened is still heard of', async () => {
  const bridge = createFakeBridge(calls, {
    'changes.apply': (job) => {
      job.progress({ steps: [step] });
      job.done({ applied: true, sentence: 'Written.', steps: [step], entry: null });
    },
  });
  renderWithBridge(<Runner />, bridge);
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('done running Written.')).toBeInTheDocument();
  expect(bridge.listeners('jobs.events')).toBe(0);
});

test('a job that fails says why', async () => {
  const bridge = createFakeBridge(calls, {
    'changes.apply': (job) => job.failed({ code: 'file-changed', message: 'It was changed underneath.' }),
  });
  renderWithBridge(<Runner />, bridge);
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('failed It was changed underneath.')).toBeInTheDocument();
});

test('a job that is refused at the start does not run for ever', async () => {
  const bridge = createFakeBridge(calls);
  renderWithBridge(<Runner />, bridge);
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText(/^failed There is no call/)).toBeInTheDocument();
});
