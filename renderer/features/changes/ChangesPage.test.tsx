import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { ApplyResult, ChangePlan, JournalEntry, PendingChange } from '../../../shared/model/changes';
import { BridgeError } from '../../ipc/bridge';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeCalls, FakeJobs } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { modeFix } from '../readiness/fixture';
import ChangesPage from './ChangesPage';

const [request] = modeFix.changes;
if (!request) throw new Error('the fixture has a change');
const change: PendingChange = {
  id: 'c1',
  request,
  sentence: 'ChatPool: managedPipelineMode Classic → Integrated',
  object: 'ChatPool',
  setting: 'managedPipelineMode',
  old: 'Classic',
  new: 'Integrated',
  weight: 'blocks',
  undoable: true,
};
const plan: ChangePlan = {
  revision: 1,
  planHash: 'hash-of-what-is-shown',
  changes: [change],
  diffs: [],
  impact: ['ChatPool recycles: 3 sockets have 90 s to leave.'],
};
const entry: JournalEntry = {
  id: 'e1',
  at: '2026-01-01T00:00:00Z',
  by: 'admin',
  serverId: 'a',
  server: 'A',
  file: '/x/applicationHost.config',
  backup: '/x/backup',
  hashBefore: 'a',
  hashAfter: 'b',
  changes: [
    {
      sentence: change.sentence,
      object: 'ChatPool',
      setting: 'managedPipelineMode',
      old: 'Classic',
      new: 'Integrated',
    },
  ],
  result: 'applied',
  sentence: 'One setting was written.',
  undoable: true,
  steps: ['written', 'read back'],
  appVersion: '1',
};
const result: ApplyResult = {
  applied: true,
  sentence: 'One setting was written and read back.',
  steps: [{ title: 'Write the file', state: 'done' }],
  entry,
};

function show(calls: FakeCalls = {}, jobs: FakeJobs = {}) {
  const bridge = createFakeBridge(
    {
      'changes.get': () => plan,
      'changes.journal': () => ({ total: 1, entries: [entry] }),
      'servers.overview': () => {
        throw new BridgeError({ code: 'busy', message: 'Later.' });
      },
      ...calls,
    },
    jobs,
  );
  renderWithBridge(
    <ChangesPage serverId="a" site={null} application="/" params={{}} navigate={vi.fn()} />,
    bridge,
  );
  return bridge;
}

test('what is applied is bound to what is shown', async () => {
  const bridge = show({}, { 'changes.apply': (job) => job.done(result) });
  await userEvent.click(await screen.findByRole('button', { name: 'Apply this change' }));
  expect(await screen.findByText(/One setting was written and read back/)).toBeInTheDocument();
  expect(screen.getByText('Write the file')).toBeInTheDocument();
  expect(bridge.inputsOf('changes.apply')).toEqual([{ serverId: 'a', planHash: 'hash-of-what-is-shown' }]);
});

test('the cost in sockets stands beside the button', async () => {
  show();
  expect(await screen.findByText('ChatPool recycles: 3 sockets have 90 s to leave.')).toBeInTheDocument();
});

test('steps show as they happen, and meanwhile nothing can be applied twice', async () => {
  show(
    {},
    {
      'changes.apply': (job) =>
        job.progress({
          steps: [
            { title: 'Back up', state: 'done' },
            { title: 'Write', state: 'running' },
          ],
        }),
    },
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Apply this change' }));
  expect(await screen.findByText('Back up')).toBeInTheDocument();
  expect(screen.getByText('running')).toBeInTheDocument();
  for (const name of [/Applying/, /^Remove/, /Discard/, /^Undo/]) {
    expect(screen.getByRole('button', { name })).toBeDisabled();
  }
});

test('a plan that is refused cannot be applied, only read again', async () => {
  const refusal = {
    code: 'file-changed' as const,
    message: 'The file was changed underneath.',
    fix: 'Read it again.',
  };
  const bridge = show({ 'changes.get': () => ({ ...plan, refusal }) });
  expect(await screen.findByRole('button', { name: 'Apply this change' })).toBeDisabled();
  expect(screen.getByRole('alert')).toHaveTextContent('The file was changed underneath.Read it again.');
  await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
  expect(bridge.inputsOf('servers.refresh')).toEqual([{ serverId: 'a' }]);
});

test('a file that is gone is said to be gone, not that no line is edited', async () => {
  const refusal = { code: 'file-missing' as const, message: 'There is no file /x/a.config.', fix: 'Look.' };
  show({ 'changes.get': () => ({ ...plan, planHash: '', impact: [], refusal }) });
  expect(await screen.findAllByText('The file is gone.')).toHaveLength(2);
  expect(screen.queryByText(/No edit of a file|No line is edited/)).toBeNull();
});

test('an apply that is refused on the way says so and keeps the pending list', async () => {
  show(
    {},
    { 'changes.apply': (job) => job.failed({ code: 'file-changed', message: 'It was changed underneath.' }) },
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Apply this change' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It was changed underneath.');
  expect(screen.getByRole('button', { name: /^Remove/ })).toBeEnabled();
});

test('one change can be taken off the list without the others', async () => {
  const bridge = show({ 'changes.remove': () => ({ revision: 2, count: 0 }) });
  await userEvent.click(await screen.findByRole('button', { name: `Remove: ${change.sentence}` }));
  expect(bridge.inputsOf('changes.remove')).toEqual([{ serverId: 'a', ids: ['c1'] }]);
});

test('Undo says what it puts back and what it leaves before it does', async () => {
  const change = {
    sentence: 's',
    object: 'ChatPool',
    setting: 'managedPipelineMode',
    old: 'Classic',
    new: 'Integrated',
  };
  const bridge = show(
    {
      'changes.undoPlan': () => ({
        parts: [
          {
            entryId: 'e1',
            file: 'C:\\applicationHost.config',
            how: 'rest',
            back: [{ ...change, old: 'Integrated', new: 'Classic' }],
            kept: [{ change, now: 'ISAPI', why: 'Somebody changed it since.' }],
          },
        ],
        impact: ['ChatPool recycles.'],
        hash: 'h1',
      }),
    },
    { 'changes.undo': (job) => job.done({ ...result, sentence: 'The bytes are back.' }) },
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Undo…' }));
  expect(bridge.inputsOf('changes.undo')).toEqual([]);
  const asked = await screen.findByRole('group', { name: /was changed since/ });
  expect(asked).toHaveTextContent(/Integrated → Classic/);
  expect(asked).toHaveTextContent(/stays ISAPI/);
  expect(asked).toHaveTextContent(/ChatPool recycles/);
  await userEvent.click(screen.getByRole('button', { name: 'Undo now' }));
  expect(await screen.findByText(/The bytes are back/)).toBeInTheDocument();
  expect(bridge.inputsOf('changes.undo')).toEqual([{ serverId: 'a', entryId: 'e1', hash: 'h1' }]);
});

test('what cannot be undone has no Undo, and an empty journal says what it is for', async () => {
  show({ 'changes.journal': () => ({ total: 1, entries: [{ ...entry, undoable: false }] }) });
  await screen.findByText('One setting was written.');
  expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
});

test('a list that cannot be read is an error with a button, not an empty page', async () => {
  const bridge = show({
    'changes.get': () => {
      throw new BridgeError({ code: 'file-newer', message: 'The list is of a newer version.' });
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('The list is of a newer version.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(bridge.inputsOf('changes.get')).toHaveLength(2));
});
