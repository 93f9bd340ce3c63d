import { expect, test } from 'vitest';
import { SaveGate } from './save-gate';

const chose = (path: string | null) => ({ ok: true as const, data: { path } });

test('a page that names a file nobody chose would overwrite any file of the machine', () => {
  const gate = new SaveGate();
  expect(gate.refusal('tester.export', { path: '/etc/passwd' })).toMatchObject({ ok: false });
  expect(gate.refusal('logs.export', { file: 'C:\\Windows\\win.ini.csv' })).toMatchObject({ ok: false });
  expect(gate.refusal('logs.export', null)).toMatchObject({ ok: false });
});

test('where the dialog said, and nowhere else', () => {
  const gate = new SaveGate();
  gate.answered('shell.pickSave', chose('/home/me/night.csv'));
  expect(gate.refusal('logs.export', { file: '/home/me/night.csv' })).toBeNull();
  expect(gate.refusal('logs.export', { file: '/home/me/night.csv2' })).toMatchObject({ ok: false });
  gate.answered('shell.pickSave', chose(null));
  gate.answered('shell.pickOpen', chose('/home/me/other.csv'));
  expect(gate.refusal('logs.export', { file: '/home/me/other.csv' })).toMatchObject({ ok: false });
});

test('what writes nothing is not its business', () => {
  expect(new SaveGate().refusal('servers.list', {})).toBeNull();
});
