import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { RecipePreview } from '../../../shared/model/recipes';
import { createFakeBridge, type FakeBridge } from '../../ipc/fake-bridge';
import { renderWithBridge } from '../../ipc/test-render';
import RecipesPage from './RecipesPage';

const info: RecipePreview['info'] = {
  id: 'arr',
  title: 'ARR in front of a back end',
  summary: 'Forwards.',
  temporary: false,
  parameters: [{ name: 'backEnd', label: 'Back end', help: 'Where to.', default: 'http://127.0.0.1:3000' }],
};
const request = {
  kind: 'config' as const,
  edit: {
    kind: 'set' as const,
    target: { kind: 'server' as const },
    setting: 'proxy.enabled',
    value: 'true',
  },
};
const preview: RecipePreview = {
  revision: 1,
  info,
  values: {},
  problems: {},
  needs: [],
  files: [{ name: 'web.config', how: 'placed', text: '<configuration />', note: 'As it is.' }],
  requests: [request],
  plan: {
    revision: 1,
    planHash: 'x',
    changes: [],
    diffs: [{ file: 'web.config', hunks: [], added: 1, removed: 0 }],
    impact: ['A change of web.config restarts the applications under Chat.'],
  },
  notes: [],
  test: { path: '/' },
};

function show(more: Partial<RecipePreview> = {}): FakeBridge {
  const bridge = createFakeBridge(
    {
      'recipes.list': () => ({ recipes: [info] }),
      'recipes.preview': ({ values }) =>
        values['backEnd'] === 'ws://x'
          ? { ...preview, problems: { backEnd: 'Write http:// here.' }, requests: [], plan: null, files: [] }
          : { ...preview, ...more },
      'recipes.placed': () => ({
        placed: [
          {
            recipe: 'aspnet-echo',
            title: 'ASP.NET echo',
            site: 'Chat',
            application: '/',
            at: '2026-01-01T00:00:00.000Z',
            by: 'admin',
            files: ['WebSocketEcho.ashx'],
            entryIds: ['e1'],
          },
        ],
      }),
      'recipes.removePlan': () => ({
        parts: [
          {
            entryId: 'e1',
            file: 'WebSocketEcho.ashx',
            how: 'bytes',
            back: [
              {
                sentence: 'Chat/: WebSocketEcho.ashx placed → no file',
                object: '',
                setting: '',
                old: null,
                new: null,
              },
            ],
            kept: [],
          },
        ],
        impact: [],
        hash: 'h1',
      }),
      'changes.add': () => ({ revision: 2, count: 1 }),
    },
    { 'recipes.remove': ({ done }) => done({ applied: true, sentence: 'Gone.', steps: [], entry: null }) },
  );
  renderWithBridge(
    <RecipesPage serverId="practice" site="Chat" application="/" params={{}} navigate={() => undefined} />,
    bridge,
  );
  return bridge;
}

test('what is added is just what was previewed', async () => {
  const bridge = show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add to changes' }));
  await waitFor(() =>
    expect(bridge.inputsOf('changes.add')).toEqual([
      { serverId: 'practice', requests: [request], weight: 'edit' },
    ]),
  );
  expect(screen.getByText(/restarts the applications under Chat/)).toBeInTheDocument();
});

test('a wrong value is said below its field, and nothing can be added', async () => {
  show();
  const field = await screen.findByRole('textbox', { name: 'Back end' });
  await userEvent.clear(field);
  await userEvent.type(field, 'ws://x');
  expect(await screen.findByText('Write http:// here.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Add to changes' })).toBeNull();
});

test('where something that it needs is missing, it says so and does not offer to place it', async () => {
  show({ needs: [{ id: 'm', title: 'ARR', state: 'broken', sentence: 'Install it.' }] });
  expect(await screen.findByRole('button', { name: 'Add to changes' })).toBeDisabled();
  expect(screen.getByText(/One thing that it needs is not there/)).toBeInTheDocument();
});

test('a placed echo is only taken away after it was shown what goes', async () => {
  const bridge = show();
  await userEvent.click(await screen.findByRole('button', { name: 'Take away…' }));
  expect(await screen.findByText(/WebSocketEcho.ashx placed → no file/)).toBeInTheDocument();
  expect(bridge.inputsOf('recipes.remove')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Take it away' }));
  await waitFor(() =>
    expect(bridge.inputsOf('recipes.remove')).toEqual([
      { serverId: 'practice', recipe: 'aspnet-echo', site: 'Chat', application: '/', hash: 'h1' },
    ]),
  );
});
