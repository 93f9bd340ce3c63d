import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TesterState } from '../../../shared/model/tester';
import { BridgeError } from '../../ipc/bridge';
import { createFakeBridge } from '../../ipc/fake-bridge';
import type { FakeCalls } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import { forgetRuns } from './runs/run-store';
import { forgetKept } from './runs/use-kept';
import { forgetAll, remember } from './tester-memory';
import TesterPage from './TesterPage';

beforeEach(() => {
  forgetAll();
  forgetRuns();
  forgetKept();
});

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const ended = (more: Partial<TesterState>, handshake: object): TesterState => ({
  sessionId: 's1',
  phase: 'ended',
  url: 'wss://chat.example/',
  frames: 0,
  firstKept: 0,
  keptBytes: 0,
  bytesIn: 0,
  bytesOut: 0,
  end: { kind: 'refused', by: 'server', code: null, reason: '' },
  diagnosis: { id: 'x', sentence: 'It was refused.' },
  handshake: {
    status: null,
    statusText: '',
    headers: [],
    body: '',
    requestText: '',
    subprotocol: '',
    timingsMs: { dns: null, tcp: 1, tls: 2, upgrade: null, total: 3 },
    ...handshake,
  },
  ...more,
});
const untrusted = ended(
  { end: { kind: 'tls-error', by: 'client', code: null, reason: 'the certificate is self-signed' } },
  {
    tls: {
      version: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      serverName: 'chat.example',
      trusted: false,
      problem: 'the certificate is self-signed',
      chain: [
        {
          subject: 'CN=chat.example',
          issuer: 'CN=chat.example',
          names: ['DNS:chat.example'],
          validFrom: 'Jan  1 00:00:00 2026 GMT',
          validTo: 'Jan  1 00:00:00 2030 GMT',
          serialNumber: '01',
          fingerprint: FINGERPRINT,
        },
      ],
    },
  },
);

function show(state: TesterState, calls: FakeCalls = {}) {
  let session = 0;
  const bridge = createFakeBridge({
    'servers.overview': () => ({
      entry: { id: 'one', kind: 'file', name: 'One', detail: '' },
      revision: 1,
      readAt: '',
      configFile: '',
      description: '',
      siteCount: 1,
      poolCount: 1,
      problems: [],
    }),
    'tester.connect': () => {
      session += 1;
      return { sessionId: `s${session}` };
    },
    'tester.state': ({ sessionId }) => ({ ...state, sessionId }),
    'tester.dispose': () => ({}),
    ...calls,
  });
  renderWithBridge(
    <TesterPage serverId="one" site={null} application="/" params={{}} navigate={() => undefined} />,
    bridge,
  );
  return bridge;
}
/** By its text: on a page of this size looking for roles takes a second each. */
const click = async (text: string) => fireEvent.click(await screen.findByText(text));

describe('an untrusted certificate', () => {
  it('would be trusted for more than the one certificate and the one server that was looked at', async () => {
    remember('one', { url: 'wss://chat.example/', auth: 'bearer', token: 'abc' });
    const bridge = show(untrusted);
    await click('Connect');
    expect(await screen.findByText('Not trusted: the certificate is self-signed.')).toBeInTheDocument();
    await click('Trust for this session and connect');
    await waitFor(() => expect(bridge.inputsOf('tester.connect')).toHaveLength(2));
    expect(bridge.inputsOf('tester.connect')[0]).not.toHaveProperty('tls');
    expect(bridge.inputsOf('tester.connect')[1]).toHaveProperty('tls', { trust: FINGERPRINT });
    expect(screen.getByText('trusted for this session')).toBeInTheDocument();
    const address = screen.getByLabelText('Address of the socket');
    fireEvent.change(address, { target: { value: 'wss://other/' } });
    expect(screen.queryByText('trusted for this session')).toBeNull();
  });

  it('would leave a token in the storage that is a file on disk', () => {
    remember('one', { url: 'wss://chat.example/', auth: 'bearer', token: 'abc', sessionId: 's1' });
    expect(Object.entries(sessionStorage)).toEqual([['tester-session:one', 's1']]);
    expect(Object.entries(localStorage)).toEqual([]);
  });
});

describe('connecting again', () => {
  it('would follow a redirect with what is meant for the first server, or more than once', async () => {
    remember('one', { url: 'wss://chat.example/' });
    const moved = ended({}, { status: 302, headers: [{ name: 'location', value: 'https://b.example/' }] });
    const bridge = show(moved);
    await click('Connect');
    await click('Follow');
    await waitFor(() => expect(bridge.inputsOf('tester.connect')).toHaveLength(2));
    // The engine follows, and leaves behind what is secret; the address in the bar stays.
    expect(bridge.inputsOf('tester.connect')[1]).toMatchObject({
      url: 'wss://chat.example/',
      followRedirects: 1,
    });
    expect(screen.getByLabelText('Address of the socket')).toHaveValue('wss://chat.example/');
  });

  it('would keep the frames of every socket there ever was', async () => {
    remember('one', { url: 'wss://chat.example/', sessionId: 'c', past: ['b', 'a'] });
    const bridge = show(ended({}, { status: 503 }));
    await click('Connect again');
    await waitFor(() => expect(bridge.inputsOf('tester.connect')).toHaveLength(1));
    expect(bridge.inputsOf('tester.dispose')).toEqual([{ sessionId: 'a' }]);
  });

  it('would lose what was typed when the tester’s process dies', async () => {
    remember('one', { url: 'wss://chat.example/', headers: 'X-A: 1' });
    show(untrusted, {
      'tester.connect': () => {
        throw new BridgeError({ code: 'host-died', message: 'The tester’s process ended; connect again.' });
      },
    });
    fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'hello' } });
    await click('Connect');
    expect(await screen.findByText(/process ended; connect again/)).toBeInTheDocument();
    expect(screen.getByLabelText('Message')).toHaveValue('hello');
    expect(screen.getByText('1 header')).toBeInTheDocument();
    expect(screen.getByText('Connect')).toBeEnabled();
  });
});
