import { expect, test } from '../fixtures/test';

test('the window has no Node, one bridge of two functions, and a sandbox', async ({ app, page, shell }) => {
  await expect(shell.heading).toBeVisible();
  expect(
    await page.evaluate(() => [
      typeof require,
      typeof process,
      typeof module,
      Object.keys(window.switchboard).sort(),
    ]),
  ).toEqual(['undefined', 'undefined', 'undefined', ['invoke', 'subscribe']]);
  const preferences = await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
    return typeof read === 'function' ? (read.call(contents) as Record<string, unknown>) : {};
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('the policy stops inline script, inline style, foreign pictures, frames and every connection', async ({
  page,
  shell,
}) => {
  await expect(shell.heading).toBeVisible();
  // eval in page.evaluate goes around the policy: only what the page itself loads proves anything.
  const seen = await page.evaluate(async () => {
    const directives = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective));
    const add = (tag: string, attributes: Record<string, string>, text = '') => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
      document.head.append(element);
    };
    add('script', {}, 'window.pwned = true');
    add('style', {}, 'body { color: red }');
    add('img', { src: 'http://127.0.0.1:9/x.png' });
    add('iframe', { src: 'app://switchboard/index.html' });
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    try {
      new WebSocket('ws://127.0.0.1:9/');
    } catch {
      // Refused at once in some versions, by event in others.
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [[...directives].sort(), 'pwned' in window];
  });
  expect(seen).toEqual([['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem'], false]);
});

test('hostile messages get a closed code and no stack', async ({ page, shell }) => {
  await expect(shell.heading).toBeVisible();
  const replies = await page.evaluate(async () => {
    const ask = (name: unknown, input: unknown) => window.switchboard.invoke(name as string, input);
    const polluted: unknown = JSON.parse('{"__proto__":{"serverId":"practice"}}');
    return Promise.all([
      ask('no.such.call', {}),
      ask('__proto__', {}),
      ask('constructor', {}),
      ask('toString', {}),
      ask('shell.__proto__', {}),
      ask('engine.notice', {}),
      ask({ toString: 'app.info' }, {}),
      ask(undefined, undefined),
      ask('servers.overview', { serverId: 7 }),
      ask('servers.overview', { serverId: 'practice', more: true }),
      ask('servers.overview', polluted),
      ask('servers.overview', null),
      ask('servers.overview', new Map([['serverId', 'practice']])),
      ask('servers.overview', () => 'practice'),
      ask('shell.copy', { text: 7 }),
      ask('app.info', 'x'.repeat(10_000_000)),
      ask('x'.repeat(10_000_000), {}),
    ]);
  });
  const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
  expect(codes).toEqual([
    ...['unknown-call', 'unknown-call', 'unknown-call', 'unknown-call', 'unknown-call', 'unknown-call'],
    ...[
      'bad-request',
      'bad-request',
      'bad-request',
      'bad-request',
      'bad-request',
      'bad-request',
      'bad-request',
    ],
    ...['bad-request', 'bad-request', 'request-too-large', 'bad-request'],
  ]);
  expect(JSON.stringify(replies)).not.toMatch(/\bat \S+:\d+|node:|\.cjs|\.ts\b/);
  expect(JSON.stringify(replies).length).toBeLessThan(20_000);
  // And the engine is still there.
  expect(await page.evaluate(() => window.switchboard.invoke('app.info', {}))).toMatchObject({ ok: true });
});

test('a subscription to nothing, or by a hostile id, sends nothing and breaks nothing', async ({
  page,
  shell,
}) => {
  await expect(shell.heading).toBeVisible();
  const heard = await page.evaluate(async () => {
    const events: unknown[] = [];
    const subscribe = (topic: string, input: unknown) =>
      window.switchboard.subscribe(topic, input, (event) => events.push(event));
    const ends = [
      subscribe('no.such.topic', {}),
      subscribe('__proto__', {}),
      subscribe('server.changed', { serverId: '../..' }),
      subscribe('server.changed', 'x'.repeat(10_000_000)),
    ];
    await new Promise((resolve) => setTimeout(resolve, 300));
    ends.forEach((end) => end());
    return events;
  });
  expect(heard).toEqual([]);
});

test('the window goes nowhere, opens nothing and is granted nothing', async ({ app, page, shell }) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const before = page.url();
  const opened = await page.evaluate(async () => {
    const child = window.open('https://example.invalid/');
    const link = document.createElement('a');
    link.href = 'https://example.invalid/';
    document.body.append(link);
    link.click();
    link.target = '_blank';
    link.click();
    const permission = await Notification.requestPermission().catch(() => 'denied' as const);
    const clipboard = await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    );
    return [child === null, permission, clipboard];
  });
  expect(opened).toEqual([true, 'denied', 'refused']);
  // Playwright waits for the refused navigation to end, so what follows is asked of the main process.
  const after = await app.evaluate(async ({ webContents, BrowserWindow }) => {
    const contents = webContents.getAllWebContents()[0];
    await contents?.executeJavaScript("location.href = 'file:///etc/passwd'; 0");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const heading: unknown = await contents?.executeJavaScript("document.querySelector('h1')?.textContent");
    return { url: contents?.getURL(), heading, windows: BrowserWindow.getAllWindows().length };
  });
  expect(after).toEqual({ url: before, heading: 'Echo is ready for WebSockets.', windows: 1 });
});

test('a reload ends what the old page listened to, and the new page works', async ({
  page,
  shell,
  complaints,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await page.reload();
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  expect(complaints).toEqual([]);
});
