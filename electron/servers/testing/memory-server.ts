import { onTestFinished } from 'vitest';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { Journal } from '../../iis/changes/journal';
import { troubleText } from '../../iis/changes/testing/test-server';
import { DataFolder } from '../../storage/data-folder';
import { silentLog } from '../../storage/log';
import { tempDir } from '../../storage/testing/temp-dir';
import type { OpenServer } from '../open-server';
import { PracticeLink } from '../practice-link';
import { Servers } from '../servers';

const MODULES = [
  'RewriteModule',
  'ApplicationRequestRouting',
  'iisnode',
  'AspNetCoreModuleV2',
  'httpPlatformHandler',
];

/** The practice scenario with everything installed that a recipe may need; handlers open to web.config as it is there. */
export const fullText = troubleText
  .replace(
    '<section name="serverRuntime"',
    `<section name="aspNetCore" overrideModeDefault="Allow" />
            <section name="httpPlatform" overrideModeDefault="Allow" />
            <section name="iisnode" overrideModeDefault="Allow" />
            <section name="proxy" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
            <sectionGroup name="rewrite">
                <section name="globalRules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
                <section name="rules" overrideModeDefault="Allow" />
                <section name="allowedServerVariables" overrideModeDefault="Deny" />
            </sectionGroup>
            <section name="serverRuntime"`,
  )
  .replace(
    '<add name="HttpLoggingModule" image',
    MODULES.map(
      (name) => `<add name="${name}" image="%windir%\\System32\\inetsrv\\${name}.dll" />\r\n            `,
    ).join('') + '<add name="HttpLoggingModule" image',
  )
  .replace(
    '<add name="HttpLoggingModule" lockItem="true" />',
    MODULES.map((name) => `<add name="${name}" />\r\n            `).join('') +
      '<add name="HttpLoggingModule" lockItem="true" />',
  );

/** One server in memory, opened as the window opens any. */
export async function openOn(text: string): Promise<{ open: OpenServer; gateway: MemoryGateway }> {
  const folder = new DataFolder(await tempDir());
  const now = (): Date => new Date();
  const noHost = (): never => {
    throw new Error('this test starts no process');
  };
  const servers = new Servers({
    folder,
    journal: new Journal({ folder, log: silentLog, now, version: 'test' }),
    practice: new PracticeLink({ dataDir: folder.dir, spawnHost: noHost, log: silentLog, onNotice: noHost }),
    probe: noHost,
    log: silentLog,
    now,
    onProblem: () => undefined,
  });
  onTestFinished(() => servers.dispose());
  const gateway = new MemoryGateway(text);
  const entry = { id: 'memory', kind: 'practice' as const, name: 'Memory', detail: 'memory' };
  return { open: servers.open(entry, gateway), gateway };
}
