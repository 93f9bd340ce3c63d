import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { createFakeBridge } from '../ipc/fake-bridge';
import { renderWithBridge } from '../ipc/test-render';
import { DiffView } from './DiffView';
import { ErrorState } from './ErrorState';
import { Lamp } from './Lamp';
import { SettingTable } from './SettingTable';
import { SitePicker } from './SitePicker';
import { SourceLabel } from './SourceLabel';

test('a light is never told by its colour alone', () => {
  const { container } = render(<Lamp state="broken" quiet />);
  expect(container.querySelector('svg path')).not.toBeNull();
  expect(screen.getByText('broken')).toBeInTheDocument();
});

const diff = {
  file: String.raw`C:\Windows\System32\inetsrv\config\applicationHost.config`,
  added: 1,
  removed: 1,
  hunks: [
    {
      oldStart: 11,
      newStart: 11,
      lines: [
        { kind: 'same' as const, line: 11, text: '  <applicationPools>' },
        { kind: 'removed' as const, line: 12, text: '    <add mode="Classic" />' },
        { kind: 'added' as const, line: 12, text: '    <add mode="Integrated" />' },
      ],
    },
  ],
};

test('a diff keeps every character of a line but the indentation all lines share', () => {
  render(<DiffView diffs={[diff]} />);
  const texts = screen
    .getAllByText(/add mode|applicationPools/, { selector: 'code' })
    .map((code) => code.textContent);
  expect(texts).toEqual(['<applicationPools>', '  <add mode="Classic" />', '  <add mode="Integrated" />']);
});

test('a screen reader hears which lines go and which come', () => {
  render(<DiffView diffs={[diff]} />);
  const figure = screen.getByRole('figure', {
    name: 'Changes in applicationHost.config: 1 added, 1 removed',
  });
  expect(within(figure).getByText('removed:')).toBeInTheDocument();
  expect(within(figure).getByText('added:')).toBeInTheDocument();
});

test('hostile text in a diff or a setting stays text', () => {
  const text = '<img src=x onerror="alert(1)">${x}`';
  const { container } = render(
    <>
      <DiffView
        diffs={[
          { ...diff, hunks: [{ oldStart: 1, newStart: 1, lines: [{ kind: 'added', line: 1, text }] }] },
        ]}
      />
      <SettingTable label="x" rows={[{ setting: text, is: text, from: text }]} />
    </>,
  );
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getAllByText(text)).toHaveLength(4);
});

test('a table without a single "should be" has no empty column for it', () => {
  render(<SettingTable label="x" rows={[{ setting: 'a', is: '1', from: 'schema default' }]} />);
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
    'setting',
    'is',
    'where from',
  ]);
});

test('a source names the file once, not as words and as place', () => {
  render(
    <SourceLabel label="applicationHost.config" where={{ file: '/x/applicationHost.config', line: 212 }} />,
  );
  expect(screen.getByText('applicationHost.config:212')).toBeInTheDocument();
  expect(screen.queryByText('applicationHost.config')).toBeNull();
});

test('an error says what, where and what to do, with one button', async () => {
  const retry = vi.fn();
  render(
    <ErrorState
      error={{ message: 'It is cut off.', fix: 'Restore it.', where: { file: '/x/web.config', line: 9 } }}
      onRetry={retry}
    />,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('It is cut off.Restore it. web.config:9');
  await userEvent.click(screen.getByRole('button'));
  expect(retry).toHaveBeenCalledOnce();
});

test('the site picker asks the engine what it types, and picks by keyboard', async () => {
  const all = ['Chat', 'Echo', '__proto__', 'a "quoted" $(site)'];
  const bridge = createFakeBridge({
    'servers.sites': ({ filter }) => {
      const sites = all.filter((name) => name.includes(filter));
      return {
        revision: 1,
        total: sites.length,
        sites: sites.map((name) => ({ name, id: 1, applications: name === 'Chat' ? ['/', '/api'] : ['/'] })),
      };
    },
  });
  const pick = vi.fn();
  renderWithBridge(<SitePicker serverId="a" site="Chat" application="/" onPick={pick} />, bridge);
  await userEvent.click(screen.getByRole('button', { name: 'Site Chat' }));
  const search = await screen.findByRole('combobox', { name: 'Search sites' });
  expect(await screen.findByRole('option', { name: 'Chat/api' })).toBeInTheDocument();
  expect(screen.getByRole('option', { name: '__proto__' })).toBeInTheDocument();
  await userEvent.type(search, '$(');
  expect(await screen.findByText('1 site')).toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  expect(pick).toHaveBeenCalledWith('a "quoted" $(site)', '/');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button', { name: 'Site Chat' })).toHaveFocus();
});

test('Escape closes the site picker and gives the focus back', async () => {
  const bridge = createFakeBridge({ 'servers.sites': () => ({ revision: 1, total: 0, sites: [] }) });
  renderWithBridge(<SitePicker serverId="a" site={null} application="/" onPick={vi.fn()} />, bridge);
  await userEvent.click(screen.getByRole('button', { name: 'Site none' }));
  await screen.findByRole('combobox');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button')).toHaveFocus();
});
