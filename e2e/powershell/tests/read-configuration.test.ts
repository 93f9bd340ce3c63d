import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readServer } from '../../../electron/iis/config';
import { FileCollector } from '../../../electron/gateways/powershell/read-files';
import { readConfiguration } from '../../../electron/gateways/powershell/scripts/read-configuration';
import { configText } from '../../../electron/iis/config/samples/samples';
import { folder, readAll, readBox } from './read-box';

const WEB = (note: string): string =>
  `<configuration><system.webServer><webSocket enabled="false" /><!-- ${note} --></system.webServer></configuration>`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

let nextId = 10;
interface Application {
  path: string;
  folder: string;
  directories?: Record<string, string>;
}
function site(name: string, applications: Application[]): string {
  const directory = (at: string, to: string): string =>
    `<virtualDirectory path="${at}" physicalPath="${escape(to)}" />`;
  const inside = applications.map(
    (each) =>
      `<application path="${each.path}">${directory('/', each.folder)}${Object.entries(each.directories ?? {})
        .map(([at, to]) => directory(at, to))
        .join('')}</application>`,
  );
  return `<site name="${escape(name)}" id="${nextId++}">${inside.join('')}<bindings><binding protocol="http" bindingInformation="*:80:" /></bindings></site>`;
}

/** A box whose sites lie in folders of it; `S`, with its folders on a drive that is not there, is always among them. */
async function boxWith(sites: (dir: (name: string) => string) => string) {
  const opened = await readBox({ config: '' });
  const text = configText({ sites: sites((name) => path.join(opened.box.dir, name)) });
  await writeFile(opened.box.configPath, text);
  return opened;
}
const paths = (sent: Awaited<ReturnType<typeof readAll>>): string[] =>
  sent.files.filter(({ first }) => first.role === 'web').map(({ first }) => first.iisPath);

test('the web.config of sites, applications and virtual directories comes, and a missing one is no part', async () => {
  const { box, session } = await boxWith((dir) =>
    site('A', [
      { path: '/', folder: dir('a'), directories: { '/static': dir('static') } },
      { path: '/shop', folder: '%SystemDrive%/shop' },
      { path: '/none', folder: dir('none') },
      { path: '/gone', folder: dir('gone') },
    ]),
  );
  for (const name of ['a', 'static', 'shop']) await folder(box, name, { 'web.config': WEB(name) });
  await folder(box, 'none');
  const sent = await readAll(session);
  expect(paths(sent)).toEqual(['A', 'A/static', 'A/shop']);
  expect(sent.web('A/shop')?.first.path).toBe(path.join(box.dir, 'shop', 'web.config'));
  expect(sent.unreadable.map(({ iisPath }) => iisPath)).toEqual(['S', 'S/app']);
});

test("folders on the way to an endpoint come, and an application's own folder comes before one of its name", async () => {
  const { box, session } = await boxWith((dir) =>
    site('A', [
      { path: '/', folder: dir('a') },
      { path: '/app', folder: dir('elsewhere') },
    ]),
  );
  await folder(box, 'a/chat/deep', { 'web.config': WEB('deep') });
  await folder(box, 'a/chat', { 'web.config': WEB('chat') });
  await folder(box, 'a/app', { 'web.config': WEB('wrong') });
  await folder(box, 'elsewhere/ws', { 'web.config': WEB('ws') });
  await folder(box, 'secret', { 'web.config': WEB('outside') });
  const sent = await readAll(session, [
    { site: 'a', path: '/chat/deep/hub' },
    { site: 'A', path: '/APP/ws' },
    { site: 'A', path: '/../secret' },
    { site: 'A', path: '/..\\secret/%2e%2e/C:/x' },
    { site: 'none', path: '/x' },
  ]);
  expect(paths(sent)).toEqual(['a/chat', 'a/chat/deep', 'A/APP/ws']);
  expect(sent.files.map(({ first }) => first.path).join()).not.toMatch(/outside|secret|a\/app/);
});

const HOSTILE = [
  'Key=1; token=2',
  `It's "quoted" & ‘curly’`,
  '$(Stop-Swb) `n;',
  '[x] *',
  '🦜 ünï',
  "a'];--",
  '%windir% {0}',
];
test.each(HOSTILE)('a site called %s is data', async (name) => {
  const { box, session } = await boxWith((dir) => site(name, [{ path: '/', folder: dir(`f ${name}`) }]));
  // In a path %windir% is a variable; in a site's name it is not.
  if (!name.includes('%')) await folder(box, `f ${name}`, { 'web.config': WEB('x') });
  const sent = await readAll(session, [{ site: name, path: `/${name}` }]);
  expect(paths(sent)).toEqual(name.includes('%') ? [] : [name]);
});

test('a web.config that is broken is told of by its application, and the rest stands', async () => {
  const texts: Record<string, string | Buffer> = {
    half: WEB('x').slice(0, 60),
    wide: Buffer.from(`\ufeff${WEB('x')}`, 'utf16le'),
    bytes: Buffer.concat([
      Buffer.from('<configuration><!-- '),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from(' --></configuration>'),
    ]),
    latin: Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>\n${WEB('Müller')}`, 'latin1'),
    entity: '<configuration><appSettings><add key="a" value="b&nope;" /></appSettings></configuration>',
    empty: '',
    sound: WEB('x'),
  };
  const { box, session } = await boxWith((dir) =>
    Object.keys(texts)
      .map((name) => site(name, [{ path: '/', folder: dir(name) }]))
      .join(''),
  );
  for (const [name, content] of Object.entries(texts)) await folder(box, name, { 'web.config': content });
  const collector = new FileCollector();
  await session.run(readConfiguration, { endpoints: [] }, { onPart: (part) => collector.take(part) });
  const sent = await readAll(session);
  const codes = Object.fromEntries(sent.unreadable.map(({ iisPath, code }) => [iisPath, code]));
  expect(codes).toMatchObject({ wide: 'encoding-unsupported', bytes: 'encoding-broken', entity: 'not-xml' });
  expect(sent.unreadable.find(({ iisPath }) => iisPath === 'entity')?.reason).toContain('line 1');
  expect(sent.web('latin')?.bytes).toHaveLength(texts['latin']?.length ?? 0);
  const config = readServer(collector.result().files);
  const readable = Object.keys(texts).filter((name) => config.webConfigs.get(name)?.blocks !== undefined);
  expect(readable).toEqual(['latin', 'sound']);
});

test('a web.config that nobody may read, is a folder, or is too large is named with its reason', async () => {
  const { box, session } = await boxWith((dir) =>
    ['large', 'dir', 'ok'].map((name) => site(name, [{ path: '/', folder: dir(name) }])).join(''),
  );
  await folder(box, 'dir/web.config');
  const large = await folder(box, 'large', { 'web.config': '' });
  await truncate(path.join(large, 'web.config'), 64 * 1024 * 1024 + 1);
  await folder(box, 'ok', { 'web.config': WEB('x') });
  const sent = await readAll(session);
  const codes = Object.fromEntries(sent.unreadable.map(({ iisPath, code }) => [iisPath, code]));
  expect(codes).toMatchObject({ large: 'file-too-large', dir: 'file-unreadable' });
  expect(paths(sent)).toEqual(['ok']);
});

test('files that together are more than one answer may hold are named, not the end of the call', async () => {
  const names = Array.from({ length: 6 }, (_, at) => `n${at}`);
  const { box, session } = await boxWith((dir) =>
    names.map((name) => site(name, [{ path: '/', folder: dir(name) }])).join(''),
  );
  const content = `<configuration>${' '.repeat(8 * 1024 * 1024)}</configuration>`;
  for (const name of names) await folder(box, name, { 'web.config': content });
  const sent = await readAll(session);
  expect(paths(sent)).toEqual(['n0', 'n1', 'n2', 'n3']);
  expect(sent.web('n0')?.text).toHaveLength(content.length);
  expect(sent.unreadable.filter(({ code }) => code === 'file-too-large')).toHaveLength(2);
}, 120_000);

test('a share that hangs costs its two seconds once, not once a site', async () => {
  const { box, session } = await readBox({ config: '' });
  // Two slashes are a share to the script, and the same folder to Linux.
  const written = (name: string): string => `/${path.join(box.dir, name)}`;
  const sites = ['u1', 'u2', 'u3'].map((name) => site(name, [{ path: '/', folder: written(name) }]));
  await writeFile(
    box.configPath,
    configText({
      sites: `${sites.join('')}${site('ok', [{ path: '/', folder: path.join(box.dir, 'ok') }])}`,
    }),
  );
  await folder(box, 'ok', { 'web.config': WEB('x') });
  await folder(box, 'u1', { 'web.config': WEB('u1') });
  for (const name of ['u2', 'u3']) {
    // Opening a pipe without a writer waits, as a dead share does.
    execFileSync('mkfifo', [path.join(await folder(box, name), 'web.config')]);
  }
  const sent = await readAll(session);
  expect(paths(sent)).toEqual(['u1', 'ok']);
  expect(sent.unreadable.filter(({ code }) => code === 'timed-out').map(({ iisPath }) => iisPath)).toEqual([
    'u2',
    'u3',
  ]);
  // The next call is in a sound process.
  expect(paths(await readAll(session))).toContain('ok');
});

test('a configuration that another program has open and locked is waited for, then said to be busy', async () => {
  const { box, session } = await boxWith(() => '');
  const lock = spawn('flock', ['-x', box.configPath, '-c', 'echo locked; sleep 60'], { detached: true });
  onTestFinished(() => {
    if (lock.pid !== undefined) process.kill(-lock.pid);
  });
  await once(lock.stdout, 'data');
  const sent = await readAll(session);
  expect(sent.unreadable[0]).toMatchObject({ iisPath: '', path: box.configPath, code: 'busy' });
});

test('an applicationHost.config that is half written arrives as it is, and says that no folder could be walked', async () => {
  const { box, session } = await boxWith((dir) => site('A', [{ path: '/', folder: dir('a') }]));
  await writeFile(box.configPath, configText({}).slice(0, 900));
  const sent = await readAll(session);
  expect(sent.own?.text).toHaveLength(900);
  expect(sent.unreadable).toEqual([expect.objectContaining({ iisPath: '', code: 'not-xml' })]);
  await writeFile(box.configPath, Buffer.from(configText({}), 'utf16le'));
  expect((await readAll(session)).unreadable[0]).toMatchObject({ iisPath: '', code: 'encoding-unsupported' });
});

test('shared configuration that is not there, or a broken redirection, is an answer and no crash', async () => {
  const { box, session } = await boxWith(() => '');
  const redirection = path.join(path.dirname(box.configPath), 'redirection.config');
  const redirect = (to: string): string =>
    `<configuration><configurationRedirection enabled="TRUE" path="${to}" /></configuration>`;
  await writeFile(redirection, `\ufeff${redirect('%SystemDrive%/nowhere')}`);
  const sent = await readAll(session);
  expect(sent.done).toEqual({
    path: path.join(box.dir, 'nowhere', 'applicationHost.config'),
    redirected: true,
  });
  expect(sent.unreadable[0]).toMatchObject({ code: 'file-missing' });
  await writeFile(redirection, redirect('x').slice(0, 40));
  await expect(readAll(session)).rejects.toMatchObject({ code: 'not-xml' });
  await writeFile(redirection, redirect('x').replace('TRUE', 'false'));
  expect((await readAll(session)).done.redirected).toBe(false);
});
