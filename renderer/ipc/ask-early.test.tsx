import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page } from '../features/readiness/fixture';
import ReadinessPage from '../features/readiness/ReadinessPage';
import { askReadinessEarly } from './ask-early';
import { BridgeError } from './bridge';
import { createFakeBridge, type FakeCalls } from './fake-bridge';
import { createQueryClient } from './query-client';
import { renderWithBridge } from './test-render';

const sites = {
  revision: 1,
  total: 1,
  sites: [{ name: 'Chat', id: 1, applications: ['/app', '/'] }],
};

/** The window as it starts: asked early, then drawn. */
function open(calls: FakeCalls, site: string | null = null) {
  const bridge = createFakeBridge({
    'servers.sites': () => sites,
    'readiness.get': (input) => page(input.site),
    ...calls,
  });
  const queries = createQueryClient();
  const opening = { serverId: 'practice', site, application: '/' };
  askReadinessEarly(queries, bridge, opening).catch(() => undefined);
  renderWithBridge(
    <ReadinessPage serverId="practice" site={site} application="/" params={{}} navigate={() => undefined} />,
    bridge,
    queries,
  );
  return bridge;
}
const heading = () => screen.findByRole('heading', { level: 1, name: /^Chat cannot upgrade/ });
const about = (bridge: ReturnType<typeof createFakeBridge>) =>
  bridge.asked.map(({ name }) => name).filter((name) => /^servers\.sites|^readiness/.test(name));

test('the first page is one question, whose answer the page finds', async () => {
  const bridge = open({ 'readiness.first': () => ({ sites, page: page('Chat') }) });
  expect(await heading()).toBeInTheDocument();
  expect(about(bridge)).toEqual(['readiness.first']);
});

test('an address that names a site asks for that site', async () => {
  const bridge = open({}, 'Chat');
  expect(await heading()).toBeInTheDocument();
  expect(about(bridge)).toEqual(['readiness.get']);
});

test('a configuration without a site is told from the one answer, too', async () => {
  const none = { revision: 1, total: 0, sites: [] };
  const bridge = open({ 'readiness.first': () => ({ sites: none, page: null }) });
  expect(await screen.findByText('There is no site in this configuration.')).toBeInTheDocument();
  expect(about(bridge)).toEqual(['readiness.first']);
});

test('what fails is said by the page, with its way to ask again', async () => {
  open({
    'readiness.first': () => {
      throw new BridgeError({ code: 'file-missing', message: 'The file has gone.' });
    },
  });
  expect(await screen.findByText(/The file has gone/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /again/i })).toBeInTheDocument();
});
