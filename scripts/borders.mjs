// The borders of the house: what each folder may import. Proven in borders.test.ts.
import boundaries from 'eslint-plugin-boundaries';

/** Folders, the narrower before the wider. */
const ELEMENTS = {
  shared: 'shared/**',
  renderer: 'renderer/**',
  shell: 'electron/shell/**',
  config: 'electron/iis/config/**',
  readiness: 'electron/iis/readiness/**',
  limits: 'electron/iis/limits/**',
  recipes: 'electron/iis/recipes/**',
  setup: 'electron/iis/setup/**',
  practice: 'electron/gateways/practice/**',
  websocket: 'electron/websocket/**',
  storage: 'electron/storage/**',
  hosts: 'electron/hosts/**',
  cli: 'electron/cli/**',
  engine: 'electron/**',
};

const all = Object.keys(ELEMENTS);
const below = all.filter((name) => !['renderer', 'shell', 'cli'].includes(name));

/** What each may import besides itself. The engine is everything under electron/ that has no line of its own. */
const MAY_IMPORT = {
  shared: [],
  renderer: ['shared'],
  shell: ['shared', 'hosts', 'storage'],
  config: ['shared'],
  readiness: ['shared', 'config'],
  limits: ['shared', 'config'],
  recipes: ['shared', 'config'],
  setup: ['shared', 'config', 'readiness', 'limits', 'recipes'],
  // Never readiness or limits: it would prove them with themselves.
  practice: below.filter((name) => !['readiness', 'limits', 'recipes', 'setup'].includes(name)),
  websocket: below,
  storage: ['shared', 'config', 'engine'],
  hosts: below,
  cli: below,
  engine: below,
};

const NODE_MODULES = [
  'node:*',
  ...[
    'fs',
    'fs/*',
    'path',
    'os',
    'child_process',
    'net',
    'tls',
    'http',
    'https',
    'crypto',
    'worker_threads',
    'process',
  ],
];
const TESTS = ['**/*.test.{ts,tsx}'];

/** Import rules for files; a later entry replaces an earlier one, so each names all that is closed to it. */
const closed = (files, { electron = false, node = false, packages = [] }, ignores = []) => ({
  files,
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(electron
            ? [
                {
                  group: ['electron', 'electron/*'],
                  message: 'Only main.ts, preload.ts and shell/ import Electron.',
                },
              ]
            : []),
          ...(node ? [{ group: NODE_MODULES, message: 'This folder does no I/O.' }] : []),
          ...packages,
        ],
      },
    ],
  },
});

const onlyZod = [{ regex: '^(?!\\.{1,2}/)(?!zod(/|$))', message: 'shared/ imports zod and nothing else.' }];

export const borders = [
  {
    files: ['{electron,renderer,shared}/**/*.{ts,tsx}'],
    // The plugin knows folders only; the window's two files of start-up are closed by path below.
    ignores: ['electron/main.ts', 'electron/preload.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.entries(ELEMENTS).map(([type, pattern]) => ({
        type,
        pattern,
        partialMatch: false,
      })),
      'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: all.map((from) => ({
            from: { element: { type: from } },
            allow: [from, ...MAY_IMPORT[from]].map((type) => ({ to: { element: { type } } })),
          })),
        },
      ],
    },
  },
  closed(['electron/**/*.ts'], { electron: true }, [
    'electron/main.ts',
    'electron/preload.ts',
    'electron/shell/**',
  ]),
  closed(['electron/main.ts', 'electron/preload.ts'], {
    packages: [
      {
        regex: '^\\./(?!shell/|storage/)',
        message: 'Start-up wires shell/ and storage/; everything with a domain is in the engine process.',
      },
      { group: ['**/renderer/**'], message: 'The window is reached through the contract only.' },
    ],
  }),
  closed(['electron/iis/{config,readiness,limits,recipes,setup}/**/*.ts'], { electron: true, node: true }, [
    ...TESTS,
    'electron/iis/config/samples/**',
  ]),
  closed(['renderer/**/*.{ts,tsx}'], { electron: true, node: true }, TESTS),
  closed(['shared/**/*.ts'], { packages: onlyZod }, TESTS),
];
