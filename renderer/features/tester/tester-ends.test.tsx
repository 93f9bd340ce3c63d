import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReadinessPage } from '../../../shared/model/readiness';
import { forgetPage, show, state } from './test-page';

beforeEach(forgetPage);

/** Of the practice server's Echo: only where its socket is counts here. */
const echo: ReadinessPage = {
  revision: 1,
  readiness: {
    site: 'Echo',
    application: '/',
    pool: null,
    ready: true,
    verdict: '',
    tally: '',
    stations: [],
  },
  address: { path: '/chat', subprotocols: [], headers: [] },
  handshakeMode: 'automatic',
  handshake: null,
  handshakePending: false,
};

/** By its text: on a page of this size looking for roles takes a second each. */
const click = async (text: string) => fireEvent.click(await screen.findByText(text));
const type = (value: string) =>
  fireEvent.change(screen.getByLabelText('Address of the socket'), { target: { value } });
const connect = () => {
  type('ws://127.0.0.1:8081/chat');
  return click('Connect');
};

describe('how a socket ends', () => {
  it('would lead from another server’s cut to the picked site’s path, and name that site beside its address', async () => {
    const cut = state({
      url: 'ws://127.0.0.1:7701/fin',
      phase: 'ended',
      end: { kind: 'fin', by: 'server', code: null, reason: '' },
      diagnosis: { id: 'cut', sentence: 'It was cut.' },
    });
    let now = cut;
    const { bridge } = show(
      {
        'servers.listening': () => ({
          bindings: [{ protocol: 'http', bindingInformation: '*:80:', url: 'http://127.0.0.1:8081/' }],
        }),
        'readiness.get': () => echo,
        'tester.state': () => now,
      },
      'practice',
      'Echo',
    );
    const address = screen.getByLabelText('Address of the socket');
    await waitFor(() => expect(address).toHaveValue('ws://127.0.0.1:8081/chat'));
    expect(screen.getByText('Echo')).toBeInTheDocument();
    type('ws://127.0.0.1:7701/fin');
    expect(screen.queryByText('Echo')).toBeNull();
    await click('Connect');
    expect(await screen.findByText('It was cut.')).toBeInTheDocument();
    expect(screen.queryByText('Show the path')).toBeNull();
    type('ws://127.0.0.1:8081/other');
    expect(screen.getByText('Echo')).toBeInTheDocument();
    now = { ...cut, url: 'ws://127.0.0.1:8081/other' };
    act(() => bridge.emit('tester.changed', { sessionId: 's1' }, now));
    expect(await screen.findByText('Show the path')).toBeInTheDocument();
  });

  it('would hold whoever connects to a server that never answers until the time-out', async () => {
    let now = state({ phase: 'connecting', handshake: null });
    const { bridge } = show({ 'tester.state': () => now });
    await connect();
    expect(await screen.findByText('Connecting…')).toBeInTheDocument();
    await click('Cancel');
    expect(bridge.inputsOf('tester.close')).toEqual([{ sessionId: 's1', code: null, reason: '' }]);
    now = state({
      phase: 'ended',
      handshake: null,
      end: { kind: 'close', by: 'client', code: null, reason: 'Given up while connecting.' },
      diagnosis: { id: 'given-up', sentence: 'Given up before the server answered.' },
    });
    act(() => bridge.emit('tester.changed', { sessionId: 's1' }, now));
    expect(await screen.findByText('given up')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Connect again')).toBeEnabled();
  });

  it('would go on connecting when it was given up before the engine had answered', async () => {
    let answer: () => void = () => undefined;
    const { bridge } = show({
      'tester.connect': () =>
        new Promise((resolve) => {
          answer = () => resolve({ sessionId: 's1' });
        }),
    });
    await connect();
    await click('Cancel');
    expect(bridge.inputsOf('tester.close')).toEqual([]);
    act(answer);
    await waitFor(() =>
      expect(bridge.inputsOf('tester.close')).toEqual([{ sessionId: 's1', code: null, reason: '' }]),
    );
  });

  it('would sound an alarm for what was done on purpose, or stay calm at the server’s reset', async () => {
    const reset = (by: 'client' | 'server') =>
      state({
        phase: 'ended',
        end: { kind: 'rst', by, code: null, reason: '' },
        diagnosis: { id: 'reset', sentence: `Reset by the ${by}.` },
      });
    const { bridge } = show({ 'tester.state': () => reset('client') });
    await connect();
    expect(await screen.findByText('dropped by RST')).toBeInTheDocument();
    expect(screen.getByText('Reset by the client.').parentElement).toHaveAttribute('role', 'status');
    act(() => bridge.emit('tester.changed', { sessionId: 's1' }, reset('server')));
    expect((await screen.findByText('Reset by the server.')).parentElement).toHaveAttribute('role', 'alert');
  });

  it('would name a broken frame and not show its bytes', async () => {
    show({
      'tester.state': () =>
        state({
          phase: 'ended',
          end: {
            kind: 'protocol-error',
            by: 'client',
            code: 1002,
            reason: '',
            fault: 'masked',
            bytes: '8181010203',
          },
          diagnosis: { id: 'protocol-error', sentence: 'The server masked a frame.' },
        }),
    });
    await connect();
    expect(await screen.findByText('81 81 01 02 03')).toBeInTheDocument();
  });

  it('would redden the message for a wrong number of frames', async () => {
    show({});
    await click('once');
    const frames = screen.getByLabelText('In how many frames');
    fireEvent.change(frames, { target: { value: '' } });
    expect(frames).toHaveAttribute('aria-invalid', 'true');
    expect(screen.getAllByText('A message goes in 1 to 10,000 frames.')).toHaveLength(2);
    expect(screen.getByLabelText('Message')).toHaveAttribute('aria-invalid', 'false');
  });
});
