import { describe, expect, it } from 'vitest';
import { findShell } from './shell-command';
import type { ShellSurroundings } from './shell-command';

const find = (more: Partial<ShellSurroundings>) =>
  findShell({ platform: 'win32', arch: 'x64', env: {}, exists: () => true, ...more });

describe('findShell', () => {
  it('takes Windows PowerShell 5.1 by its full path, whatever is on the PATH', () => {
    const env = { systemroot: 'D:\\Win', PATH: 'C:\\evil', NODE_POWERSHELL: 'C:\\evil\\x.exe' };
    expect(find({ env })?.executable).toBe('D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  });

  it("does not read SysWOW64's configuration from a 32-bit process", () => {
    const env = { SystemRoot: 'C:\\Windows', PROCESSOR_ARCHITEW6432: 'AMD64' };
    expect(find({ env, arch: 'ia32' })?.executable).toContain('\\Sysnative\\');
    expect(find({ env: { SystemRoot: 'C:\\Windows' }, arch: 'ia32' })?.executable).toContain('\\System32\\');
  });

  it("does not hand 7's module path to 5.1", () => {
    expect(find({ env: { SystemRoot: 'C:\\Windows', PSMODULEPATH: 'C:\\pwsh' } })?.env).toEqual({
      SystemRoot: 'C:\\Windows',
    });
  });

  it('elsewhere takes the named engine, else the first pwsh on the PATH', () => {
    const env = { PATH: '/a:/b', SWITCHBOARD_POWERSHELL: '/mine/pwsh' };
    expect(find({ platform: 'linux', env })?.executable).toBe('/mine/pwsh');
    const exists = (file: string) => file === '/b/pwsh';
    expect(find({ platform: 'linux', env: { PATH: '/a:/b' }, exists })?.executable).toBe('/b/pwsh');
  });

  it('says when there is none', () => {
    expect(find({ exists: () => false })).toBeNull();
    expect(find({ platform: 'linux', env: {}, exists: () => false })).toBeNull();
  });
});
