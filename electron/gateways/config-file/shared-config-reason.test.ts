import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempDir } from '../../storage/testing/temp-dir';
import { ConfigFileGateway } from './config-file-gateway';
import { sharedConfigReason } from './shared-config-reason';

async function share(): Promise<{ root: string; folder: string; file: string }> {
  const root = await tempDir();
  const folder = path.join(root, 'share');
  await mkdir(folder);
  const file = path.join(folder, 'applicationHost.config');
  await writeFile(file, '<configuration />');
  return { root, folder, file };
}

// Written as a file, one computer's change would reach every server of the farm unseen.
it('a configuration with its exported keys beside it opens read-only', async () => {
  const { folder, file } = await share();
  expect(await sharedConfigReason(file, '')).toBeNull();
  await writeFile(path.join(folder, 'configEncKey.key'), '');
  const { readOnly } = await new ConfigFileGateway(file).read();
  expect(readOnly).toMatch(/shared configuration of IIS servers .* work on a copy of it\.$/);
});

it.each([
  ['true', /redirection\.config points/],
  ['false', null],
])('so does the place that redirection.config names, when it is enabled="%s"', async (enabled, wanted) => {
  const { root, folder, file } = await share();
  const config = path.join(root, 'Windows', 'System32', 'inetsrv', 'config');
  await mkdir(config, { recursive: true });
  await symlink(folder, path.join(root, 'linked'));
  const element = `<configurationRedirection enabled="${enabled}" path="${path.join(root, 'linked')}" />`;
  await writeFile(path.join(config, 'redirection.config'), `<configuration>${element}</configuration>`);
  const reason = await sharedConfigReason(file, path.join(root, 'Windows'));
  if (wanted) expect(reason).toMatch(wanted);
  else expect(reason).toBeNull();
});
