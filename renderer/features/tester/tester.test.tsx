import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../ipc/bridge';
import { previewWords, sizeWords } from './frame-words';
import { placed } from './log/use-log-rows';
import { connect, draw, forgetPage, row, show, state, timingsMs } from './test-page';

beforeEach(forgetPage);

describe('Tester', () => {
  it('would dial an address that is none, or forget it', async () => {
    const { bridge } = show({});
    await connect('chat.example');
    expect(screen.getByText(/begins with ws:/)).toBeInTheDocument();
    expect(bridge.inputsOf('tester.connect')).toEqual([]);
    expect(screen.getByLabelText('Address of the socket')).toHaveValue('chat.example');
  });

  it('would leave the alert of before beside a new error of a field', async () => {
    show({
      'tester.connect': () => {
        throw new BridgeError({ code: 'bad-request', message: 'Port 0 is no port.' });
      },
    });
    await connect('ws://h:0/');
    expect(await screen.findByRole('alert')).toHaveTextContent('Port 0 is no port.');
    await userEvent.clear(screen.getByLabelText('Address of the socket'));
    await connect('nothing');
    expect(screen.getByText(/begins with ws:/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('would send what is no hex, or other bytes than typed', async () => {
    const { bridge } = show({});
    await connect();
    await screen.findByText('open');
    await userEvent.click(screen.getByRole('button', { name: 'Binary' }));
    const box = screen.getByRole('textbox', { name: 'Message' });
    await userEvent.type(box, '00 0g{Enter}');
    expect(screen.getByText(/“g” at position 5/)).toBeInTheDocument();
    expect(bridge.inputsOf('tester.send')).toEqual([]);
    await userEvent.clear(box);
    await userEvent.type(box, '00:FF{Enter}');
    await waitFor(() =>
      expect(bridge.inputsOf('tester.send')).toEqual([
        { sessionId: 's1', message: { kind: 'binary', hex: '00ff' } },
      ]),
    );
    expect(box).toHaveValue('00:FF');
  });

  it('would lose the session and what was typed when another page is opened', async () => {
    const { bridge, unmount } = show({});
    await connect();
    await screen.findByText('open');
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'hello');
    unmount();
    expect(bridge.inputsOf('tester.dispose')).toEqual([]);
    draw(bridge);
    await screen.findByText('open');
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveValue('hello');
    expect(screen.getByLabelText('Address of the socket')).toHaveValue('ws://127.0.0.1:8081/chat');
  });

  it('would show neither new frames nor the end', async () => {
    let frames = [row(0, 'first')];
    let now = state({ frames: 1 });
    const { bridge } = show({
      'tester.state': () => now,
      'tester.frames': ({ offset, limit }) => ({ rows: frames.slice(offset, offset + limit), state: now }),
    });
    await connect();
    expect(await screen.findByText('first')).toBeInTheDocument();
    frames = [...frames, row(1, 'second')];
    now = state({
      frames: 2,
      phase: 'ended',
      end: { kind: 'rst', by: 'server', code: null, reason: '' },
      diagnosis: { id: 'cut', sentence: 'The proxy cut it.' },
    });
    act(() => bridge.emit('tester.changed', { sessionId: 's1' }, now));
    expect(await screen.findByText('second')).toBeInTheDocument();
    expect(screen.getByText('the server cut the connection (RST) without a close frame')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('The proxy cut it.');
    expect(screen.getByRole('button', { name: 'Connect again' })).toBeEnabled();
  });

  it('would hide status, headers and body of a refused handshake', async () => {
    show({
      'tester.state': () =>
        state({
          phase: 'ended',
          handshake: {
            status: 503,
            statusText: 'Service Unavailable',
            headers: [{ name: 'Server', value: 'Microsoft-HTTPAPI/2.0' }],
            body: 'HTTP Error 503.',
            requestText: '',
            subprotocol: '',
            timingsMs,
          },
          end: { kind: 'refused', by: 'server', code: null, reason: '503 Service Unavailable' },
          diagnosis: { id: 'connection-limit', sentence: '503: the connection limit is reached.' },
        }),
    });
    await connect();
    expect(await screen.findByText('refused with 503')).toBeInTheDocument();
    expect(screen.getByText(/503 Service Unavailable in/)).toBeInTheDocument();
    expect(screen.getByText('HTTP Error 503.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Response' }));
    expect(screen.getByText(/Microsoft-HTTPAPI/)).toBeInTheDocument();
  });

  it('would stay silent when the engine lost the session', async () => {
    show({
      'tester.state': () => {
        throw new BridgeError({
          code: 'not-found',
          message: 'This socket is no longer there: connect again.',
        });
      },
    });
    await connect();
    expect(await screen.findByText('This socket is no longer there: connect again.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Connect' })).toBeEnabled();
  });

  it('would connect to the site before while the address of the picked one is on its way', async () => {
    let answer: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    show(
      {
        'servers.listening': () => ({ bindings: [] }),
        'readiness.get': async () => {
          await waiting;
          throw new BridgeError({ code: 'not-found', message: 'Not there.' });
        },
      },
      'practice',
      'Chat',
    );
    await waitFor(() => expect(screen.getByRole('button', { name: 'Connect' })).toBeDisabled());
    act(answer);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Connect' })).toBeEnabled());
  });

  it('would make the user copy the address of a practice site', async () => {
    show(
      {
        'servers.listening': () => ({
          bindings: [{ protocol: 'http', bindingInformation: '*:80:', url: 'http://127.0.0.1:8081/' }],
        }),
        'readiness.get': () => {
          throw new BridgeError({ code: 'not-found', message: 'There is no such application.' });
        },
      },
      'practice',
      'Chat',
    );
    expect(
      await screen.findByText('The address of Chat is not known: There is no such application.'),
    ).toBeInTheDocument();
  });
});

describe('sizeWords', () => {
  it('would be cut in its column', () => {
    expect([0, 999_999, 104_857_600, 2 ** 31].map(sizeWords)).toEqual(['0', '999,999', '100 MB', '2 GB']);
  });
});

describe('placed', () => {
  it('would show a frame under the number of another when the ring dropped some', () => {
    const { rows } = placed(
      [3, 4].map((index) => [index, row(index, index === 3 ? 'd' : 'e')] as const),
      0,
      200,
      5,
    );
    expect(rows.map((one) => one?.preview ?? null)).toEqual([null, null, null, 'd', 'e']);
  });
});

describe('previewWords', () => {
  it('would run bytes together, or take a close code for bytes', () => {
    expect(previewWords({ opcode: 'binary', preview: '48656c' })).toBe('48 65 6c');
    expect(previewWords({ opcode: 'ping', preview: '69697331' })).toBe('"iis1"');
    expect(previewWords({ opcode: 'pong', preview: '00ff' })).toBe('00 ff');
    expect(previewWords({ opcode: 'close', preview: '1000' })).toBe('1000');
    expect(previewWords({ opcode: 'text', preview: 'cafe' })).toBe('cafe');
  });

  it('would run over the rows below, or turn their words round', () => {
    const one = (preview: string) => previewWords({ opcode: 'text', preview });
    expect(one('{\r\n  "a": 1,\n\t"b": [2]\n}')).toBe('{↵"a": 1,↵"b": [2]↵}');
    expect(one('a\n\nb\rc\u2028d\u0085e\vf\fg')).toBe('a↵↵b↵c↵d↵e↵f↵g');
    expect(one('a\tb\0\u001e\u007f\u202ec')).toBe('a⇥b⟨U+0000⟩⟨U+001E⟩⟨U+007F⟩⟨U+202E⟩c');
    expect(previewWords({ opcode: 'close', preview: '1000 a\nb' })).toBe('1000 a↵b');
  });
});
