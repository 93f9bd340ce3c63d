import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { ChangePlan, PendingChange } from '../../../shared/model/changes';
import type { ServerOverview, ServerSummary } from '../../../shared/model/server';
import { BridgeError } from '../../ipc/bridge';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { page } from '../readiness/fixture';
import { pageIds } from './page-props';
import { Shell } from './Shell';

const servers: ServerSummary[] = [
  { id: 'web-01', kind: 'file', name: 'WEB-01', detail: '/srv/a.config', state: 'unknown', note: 'a file' },
  {
    id: 'practice',
    kind: 'practice',
    name: 'Practice server',
    detail: 'loopback',
    state: 'broken',
    note: '3 broken',
  },
];

function overviewOf(serverId: string): ServerOverview {
  const entry = servers.find(({ id }) => id === serverId);
  if (!entry) throw new BridgeError({ code: 'not-found', message: 'There is no such server.' });
  return {
    entry,
    revision: 1,
    readAt: new Date().toISOString(),
    configFile: '/x/applicationHost.config',
    description: 'IIS 10',
    siteCount: 1,
    poolCount: 1,
    problems: [],
    ...(serverId === 'practice'
      ? {
          practice: {
            scenario: 'typical-trouble',
            scenarios: [
              { id: 'typical-trouble', title: 'Typical trouble', summary: 'Mistakes to find.' },
              { id: 'bare', title: 'Bare server', summary: 'Without the feature.' },
            ],
            clockScale: 1,
            own: true,
          },
        }
      : {}),
  };
}

const change: PendingChange = {
  id: 'c1',
  request: { kind: 'action', action: { kind: 'start-site', site: 'Archive' } },
  sentence: 'Start Archive',
  object: 'Archive',
  setting: '',
  old: null,
  new: null,
  weight: 'blocks',
  undoable: true,
};
const plan = (changes: PendingChange[]): ChangePlan => ({
  revision: 1,
  planHash: 'h',
  changes,
  diffs: [],
  impact: [],
});

function open(calls: FakeCalls = {}) {
  const bridge = createFakeBridge({
    'servers.list': () => ({ servers }),
    'servers.overview': ({ serverId }) => overviewOf(serverId),
    'servers.refresh': ({ serverId }) => overviewOf(serverId),
    'servers.sites': () => ({ revision: 1, total: 1, sites: [{ name: 'Chat', id: 1, applications: ['/'] }] }),
    'readiness.get': ({ site }) => page(site),
    'changes.get': () => plan([]),
    'changes.preview': () => plan([]),
    'changes.journal': () => ({ total: 0, entries: [] }),
    ...calls,
  });
  renderWithBridge(<Shell />, bridge);
  return bridge;
}

const heading = (name: RegExp) => screen.findByRole('heading', { level: 1, name }, { timeout: 5000 });

beforeEach(() => {
  location.hash = '';
});

test('the window opens on the practice server, wherever it stands in the list, and says what it is', async () => {
  open();
  expect(await heading(/^Chat cannot upgrade/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Practice server/ })).toHaveAttribute('aria-current', 'true');
  expect(screen.getByText('practice, not a real server')).toBeInTheDocument();
  expect(document.body).toHaveFocus();
});

test('an address with server, page and site is where the window opens', async () => {
  location.hash = '#/web-01/readiness?site=Orders';
  open();
  expect(await heading(/^Orders cannot upgrade/)).toBeInTheDocument();
  expect(screen.queryByText('practice, not a real server')).toBeNull();
});

test('a server that is gone gives way to the practice server instead of an error', async () => {
  location.hash = '#/web-77/readiness?site=Orders';
  open();
  expect(await heading(/^Chat cannot upgrade/)).toBeInTheDocument();
});

test('Ctrl and its place in the rail opens Changes, whose heading takes the focus', async () => {
  open();
  await heading(/^Chat/);
  await userEvent.keyboard(`{Control>}${pageIds.indexOf('changes') + 1}{/Control}`);
  expect(await heading(/nothing is pending/)).toHaveFocus();
  expect(screen.getByRole('link', { name: 'Changes' })).toHaveAttribute('aria-current', 'page');
});

test('F5 reads the server again instead of reloading the window', async () => {
  const bridge = open();
  await heading(/^Chat/);
  const press = new KeyboardEvent('keydown', { key: 'F5', cancelable: true });
  act(() => void window.dispatchEvent(press));
  await waitFor(() => expect(bridge.inputsOf('servers.refresh')).toEqual([{ serverId: 'practice' }]));
  expect(press.defaultPrevented).toBe(true);
});

test('pending changes can be reviewed from every page but their own', async () => {
  open({ 'changes.get': () => plan([change]) });
  await heading(/^Chat/);
  await userEvent.click(await screen.findByRole('link', { name: 'Review 1 change' }));
  expect(await heading(/one change is ready/)).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /^Review/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Changes 1 pending' })).toBeInTheDocument();
});

test('a notice of trouble stays until it is closed, and what is shown is asked again', async () => {
  const bridge = open();
  await heading(/^Chat/);
  const before = bridge.inputsOf('readiness.get').length;
  act(() =>
    bridge.emit('engine.notice', {}, { level: 'warning', sentence: 'The engine was started again.' }),
  );
  const notice = screen.getByText('The engine was started again.');
  await waitFor(() => expect(bridge.inputsOf('readiness.get').length).toBeGreaterThan(before));
  await userEvent.click(screen.getByRole('button', { name: 'Close this notice' }));
  expect(notice).not.toBeInTheDocument();
});

test('an engine that is restarted again and again makes one notice', async () => {
  const bridge = open();
  await heading(/^Chat/);
  const say = (sentence: string) =>
    act(() => bridge.emit('engine.notice', {}, { level: 'warning', sentence }));
  say('The engine was started again.');
  say('The file was changed.');
  say('The engine was started again.');
  expect(screen.getAllByRole('button', { name: 'Close this notice' })).toHaveLength(2);
  expect(screen.getByText(/The engine was started again/)).toHaveTextContent('started again. 2 times');
});

test('a file that cannot be read says where and offers to read it again', async () => {
  const bridge = open({
    'servers.overview': ({ serverId }) => ({
      ...overviewOf(serverId),
      error: {
        code: 'not-xml',
        message: 'It is cut off.',
        where: { file: '/x/applicationHost.config', line: 212 },
      },
    }),
  });
  expect(await heading(/could not be read/)).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('applicationHost.config:212');
  await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
  expect(bridge.inputsOf('servers.refresh')).toHaveLength(1);
});

test('the loaded scenario can be brought back, another chosen', async () => {
  const bridge = open({ 'practice.loadScenario': () => ({}) });
  await userEvent.click(await screen.findByRole('button', { name: 'Scenario Typical trouble' }));
  const menu = await screen.findByRole('menu', { name: 'Scenarios' }, { timeout: 5000 });
  expect(within(menu).getByText('Bring Typical trouble back')).toBeInTheDocument();
  await userEvent.click(within(menu).getByText('Bare server'));
  await waitFor(() => expect(bridge.inputsOf('practice.loadScenario')).toEqual([{ scenario: 'bare' }]));
});

test('a file that cannot be added says why in the dialog, and the path typed stays', async () => {
  open({
    'servers.addFile': ({ path }) => {
      throw new BridgeError({ code: 'file-missing', message: `There is no file ${path}.` });
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: /Add a configuration file/ }));
  const field = await screen.findByRole('textbox', { name: /Path/ }, { timeout: 5000 });
  await userEvent.type(field, '/no such.config{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no file /no such.config.');
  expect(field).toHaveValue('/no such.config');
});

test('a file is taken off the list, the practice server cannot be', async () => {
  const bridge = open({ 'servers.remove': () => ({}) });
  await userEvent.click(await screen.findByRole('button', { name: 'Take WEB-01 off the list' }));
  const dialog = await screen.findByRole('dialog', { name: 'Take WEB-01 off the list?' });
  expect(dialog).toHaveTextContent('The file stays as it is');
  expect(bridge.inputsOf('servers.remove')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Take off the list' }));
  await waitFor(() => expect(bridge.inputsOf('servers.remove')).toEqual([{ serverId: 'web-01' }]));
  expect(screen.queryByRole('button', { name: /Take Practice/ })).toBeNull();
});

test('the site picked on the first page is the one that is shown, and the address names it', async () => {
  const sites = ['Chat', 'Echo'].map((name, id) => ({ name, id, applications: ['/'] }));
  open({ 'servers.sites': () => ({ revision: 1, total: 2, sites }) });
  await heading(/^Chat cannot/);
  await userEvent.click(screen.getByRole('button', { name: 'Site Chat' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Echo' }, { timeout: 5000 }));
  expect(await heading(/^Echo cannot/)).toBeInTheDocument();
  expect(location.hash).toBe('#/practice/readiness?site=Echo');
});

test('a server marked Production has its name in the frame, the title and the question before Apply', async () => {
  location.hash = '#/web-01/changes';
  const marked = servers.map((server) =>
    server.id === 'web-01' ? { ...server, production: true as const } : server,
  );
  const bridge = open({
    'servers.list': () => ({ servers: marked }),
    'changes.get': () => plan([change]),
    'servers.setProduction': () => ({}),
  });
  expect(await heading(/one change is ready/)).toBeInTheDocument();
  await waitFor(() => expect(document.title).toMatch(/WEB-01 · Production$/));
  expect(screen.getAllByText('Production').map(({ parentElement }) => parentElement?.textContent)).toEqual([
    'ProductionWEB-01',
    'Production WEB-01',
  ]);
  expect(screen.getByRole('link', { name: /WEB-01 Production/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('link', { name: /Practice server/ }));
  await waitFor(() => expect(document.title).not.toMatch(/Production/));
  expect(bridge.inputsOf('servers.setProduction')).toEqual([]);
});

test('marking as Production is one press, and the practice server has no such button', async () => {
  location.hash = '#/web-01/readiness';
  const bridge = open({ 'servers.setProduction': () => ({}) });
  await userEvent.click(await screen.findByRole('button', { name: 'Mark as Production' }));
  expect(bridge.inputsOf('servers.setProduction')).toEqual([{ serverId: 'web-01', production: true }]);
  await userEvent.click(screen.getByRole('link', { name: /Practice server/ }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Mark as Production' })).toBeNull());
});
