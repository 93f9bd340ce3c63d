import { describe, expect, it } from 'vitest';
import { scriptFailure } from './script-failure';

const raw = (
  type: string,
  more: { hresult?: string; message?: string; id?: string; command?: string; way?: boolean } = {},
) => ({
  errors: [
    {
      type: 'System.Management.Automation.MethodInvocationException',
      hresult: '0x80131501',
      message: 'outer',
    },
    { type, hresult: more.hresult ?? '0x80131500', message: more.message ?? 'Nachricht' },
  ],
  fullyQualifiedErrorId: more.id ?? 'X,Y',
  code: null,
  fix: null,
  command: more.command ?? null,
  ...(more.way === undefined ? {} : { way: more.way }),
});
const codeOf = (...args: Parameters<typeof raw>) => scriptFailure('read-x', null, raw(...args)).error.code;

describe('scriptFailure', () => {
  it.each([
    ['System.UnauthorizedAccessException', {}, 'access-denied'],
    ['System.Runtime.InteropServices.COMException', { hresult: '0x80070005' }, 'access-denied'],
    ['System.IO.IOException', { hresult: '0x80070020' }, 'busy'],
    ['System.IO.FileLoadException', {}, 'file-changed'],
    [
      'System.IO.DirectoryNotFoundException',
      { message: 'C:\\Windows\\System32\\inetsrv\\config' },
      'iis-missing',
    ],
    ['System.IO.DirectoryNotFoundException', { message: 'D:\\inetpub' }, 'file-missing'],
    ['X', { command: 'Get-IISConfigSection' }, 'management-scripts-missing'],
    ['X', { command: 'Get-Nothing' }, 'action-refused'],
    ['System.Management.Automation.Remoting.PSRemotingTransportException', {}, 'server-unreachable'],
    ['X', { id: 'PSSessionStateBroken' }, 'server-unreachable'],
    ['X', { way: true }, 'server-unreachable'],
    ['X', {}, 'action-refused'],
  ] as const)('%s %o is %s, in any language', (type, more, code) => {
    expect(codeOf(type, more)).toBe(code);
  });

  it('names what was done and the server, and says what Windows said', () => {
    const { error } = scriptFailure('read-network', 'WEB01', raw('System.UnauthorizedAccessException'));
    expect(error.message).toBe(
      'Reading the firewall and HTTP.sys failed on WEB01: this account may not do that (Nachricht)',
    );
    expect(error.fix).toBeDefined();
  });

  it('says that the disk is full only where Windows says so', () => {
    const of = (hresult: string) => scriptFailure('apply-changes', null, raw('X', { hresult })).error;
    expect(of('0x80070070')).toMatchObject({
      message: 'Writing the configuration failed: the disk is full (Nachricht)',
      fix: 'Make room on the disk of the server.',
    });
    expect(of('0x80070013').message).toBe(
      'Writing the configuration failed: it could not be written (Nachricht)',
    );
    expect(of('0x80070013').fix).toBeUndefined();
  });

  it('refuses a code of its own invention', () => {
    expect(() => scriptFailure('x', null, { ...raw('X'), code: 'all-is-well' })).toThrow();
  });
});
