import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWindowsBox } from '../windows-box';
import type { WindowsBox } from '../windows-box';

interface Answer {
  values?: string[];
  type?: string;
  hresult?: string;
  id?: string;
  message?: string;
}

const CONFIG = `<?xml version="1.0" encoding="UTF-8"?>\r
<!-- ours -->\r
<configuration>\r
    <configSections>\r
        <sectionGroup name="system.applicationHost">\r
            <section name="applicationPools" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />\r
            <section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />\r
        </sectionGroup>\r
        <sectionGroup name="system.webServer">\r
            <section name="globalModules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />\r
            <section name="modules" allowDefinition="MachineToApplication" overrideModeDefault="Deny" />\r
            <section name="webSocket" overrideModeDefault="Deny" />\r
            <section name="serverRuntime" overrideModeDefault="Deny" />\r
            <section name="urlCompression" overrideModeDefault="Allow" />\r
        </sectionGroup>\r
    </configSections>\r
    <system.applicationHost>\r
        <applicationPools>\r
            <!-- pools -->\r
            <add name="Chat" managedPipelineMode="Classic" />\r
            <add name="Stopped" />\r
            <add name="Deaf" enableConfigurationOverride="false" />\r
            <applicationPoolDefaults queueLength="2000" />\r
        </applicationPools>\r
        <sites>\r
            <site name="my.site" id="1">\r
                <application path="/" applicationPool="Chat"><virtualDirectory path="/" physicalPath="%SystemDrive%\\web" /></application>\r
                <application path="/app" applicationPool="Deaf"><virtualDirectory path="/" physicalPath="%SystemDrive%\\web\\app" /></application>\r
                <bindings><binding protocol="http" bindingInformation="*:80:" /><binding protocol="https" bindingInformation="*:443:" /></bindings>\r
            </site>\r
            <site name="Files" id="2">\r
                <application path="/" applicationPool="Chat"><virtualDirectory path="/" physicalPath="%SystemDrive%\\files" /></application>\r
                <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>\r
            </site>\r
        </sites>\r
    </system.applicationHost>\r
    <system.webServer>\r
        <globalModules><add name="UriCacheModule" image="%windir%\\System32\\inetsrv\\cachuri.dll" /></globalModules>\r
        <modules><add name="UriCacheModule" lockItem="true" /></modules>\r
        <serverRuntime appConcurrentRequestLimit="6000" lockAttributes="appConcurrentRequestLimit" />\r
    </system.webServer>\r
</configuration>\r
`;

/** Runs scripts in one process of the engine; each is a text, each answer its values or its error. */
async function run(box: WindowsBox, scripts: Record<string, string>): Promise<Record<string, Answer>> {
  const dir = path.join(box.dir, 'scripts');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir);
  for (const [name, text] of Object.entries(scripts)) await writeFile(path.join(dir, `${name}.txt`), text);
  const driver = path.join(box.dir, 'driver.ps1');
  await writeFile(driver, DRIVER);
  const { stdout } = await promisify(execFile)(
    box.env['SWITCHBOARD_POWERSHELL'] ?? '',
    ['-NoProfile', '-NonInteractive', '-File', driver, '-Folder', dir],
    { env: box.env },
  );
  return JSON.parse(stdout) as Record<string, Answer>;
}

const DRIVER = `
param([string] $Folder)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$answers = @{}
$files = [System.IO.Directory]::GetFiles($Folder)
[System.Array]::Sort($files)
foreach ($file in $files) {
  $name = [System.IO.Path]::GetFileNameWithoutExtension($file)
  try {
    $values = @(& ([scriptblock]::Create([System.IO.File]::ReadAllText($file))))
    $answers[$name] = @{ values = @($values | ForEach-Object { if ($null -eq $_) { 'null' } else { $_.GetType().Name + ' ' + $_ } }) }
  } catch {
    $inner = $_.Exception
    while ($inner.InnerException) { $inner = $inner.InnerException }
    $answers[$name] = @{ type = $inner.GetType().FullName; hresult = '0x{0:X8}' -f $inner.HResult; id = $_.FullyQualifiedErrorId; message = $inner.Message }
  }
  if (Get-Command -Name 'Reset-IISServerManager' -ErrorAction Ignore) { Reset-IISServerManager -Confirm:$false }
}
ConvertTo-Json -InputObject $answers -Compress -Depth 5
`;

const section = (name: string, location = ''): string =>
  `(Get-IISConfigSection -SectionPath '${name}' -CommitPath 'MACHINE/WEBROOT/APPHOST'${location === '' ? '' : ` -Location '${location}'`})`;
const collection = (name: string, location = ''): string =>
  `(Get-IISConfigCollection -ConfigElement ${section(name, location)})`;
const POOLS = 'system.applicationHost/applicationPools';
const pool = (name: string): string =>
  `(Get-IISConfigCollectionElement -ConfigCollection ${collection(POOLS)} -ConfigAttribute @{ name = '${name}' })`;
const set = (element: string, attribute: string, value: string): string =>
  `Set-IISConfigAttributeValue -ConfigElement ${element} -AttributeName '${attribute}' -AttributeValue ${value}`;
const add = (name: string, attributes: string, location = ''): string =>
  `New-IISConfigCollectionElement -ConfigCollection ${collection(name, location)} -ConfigAttribute @{ ${attributes} }`;
const merged = (place: string, name: string): string =>
  `(Get-IISServerManager).GetWebConfiguration('my.site', '${place}').GetSection('${name}')`;

let box: WindowsBox;
beforeAll(async () => {
  box = await createWindowsBox({
    config: CONFIG,
    registry: { 'SOFTWARE\\Microsoft\\InetStp': { VersionString: 'Version 10.0', MajorVersion: 10 } },
  });
  const web = path.join(box.dir, 'web');
  await mkdir(path.join(web, 'app'), { recursive: true });
  const compression = (value: string): string =>
    `<configuration><location path="." inheritInChildApplications="false"><system.webServer><urlCompression doStaticCompression="${value}" /></system.webServer></location></configuration>`;
  await writeFile(path.join(web, 'web.config'), compression('false'));
  await writeFile(path.join(web, 'app', 'web.config'), '<configuration><broken');
});
afterAll(() => box.dispose());

describe('values are what the schema and the file say', () => {
  it('has types, defaults of the collection and of the schema, and spans as IIS reads them', async () => {
    const answers = await run(box, {
      defaults: `(Get-IISConfigAttributeValue -ConfigElement ${pool('Chat')} -AttributeName 'queueLength')`,
      schema: `Get-IISConfigElement -ConfigElement ${pool('Chat')} -ChildElementName 'recycling' | Get-IISConfigElement -ChildElementName 'periodicRestart' | Get-IISConfigAttributeValue -AttributeName 'time'`,
      enum: `Get-IISConfigAttributeValue -ConfigElement ${pool('Chat')} -AttributeName 'managedPipelineMode'`,
      absent: pool('Nobody'),
    });
    expect(answers).toEqual({
      defaults: { values: ['Int64 2000'] },
      schema: { values: ['TimeSpan 1.05:00:00'] },
      enum: { values: ['String Classic'] },
      absent: { values: [] },
    });
  });

  it('merges web.config for a place, or says why it can not', async () => {
    const answers = await run(box, {
      site: `$s = ${merged('/', 'system.webServer/urlCompression')}; $s.GetAttributeValue('doStaticCompression'); $s.IsLocked; $s.OverrideModeEffective`,
      // Its pool looks at no web.config, so the broken one below it is not read.
      deaf: `${merged('/app', 'system.webServer/urlCompression')}.GetAttributeValue('doStaticCompression')`,
      locked: `$s = ${merged('/', 'system.webServer/webSocket')}; $s.IsLocked; $s.GetAttributeValue('enabled')`,
      nobody: `(Get-IISServerManager).GetWebConfiguration('Nobody', '/').GetSection('system.webServer/webSocket')`,
      undeclared: merged('/', 'system.webServer/proxy'),
    });
    expect(answers).toMatchObject({
      site: { values: ['Boolean False', 'Boolean False', 'OverrideMode Allow'] },
      deaf: { values: ['Boolean True'] },
      locked: { values: ['Boolean True', 'Boolean True'] },
      nobody: { type: 'System.IO.DirectoryNotFoundException', hresult: '0x80070003' },
      undeclared: { type: 'System.Runtime.InteropServices.COMException', hresult: '0x80070032' },
    });
  });

  it('a web.config that sets what is locked, or is no XML, is an error of that place', async () => {
    const file = path.join(box.dir, 'web', 'web.config');
    const before = await readFile(file, 'utf8');
    await writeFile(
      file,
      '<configuration><system.webServer><webSocket enabled="false" /></system.webServer></configuration>',
    );
    const lock = await run(box, { locked: `${merged('/', 'system.webServer/webSocket')}.IsLocked` });
    await writeFile(file, '<configuration><broken');
    const broken = await run(box, { broken: `${merged('/', 'system.webServer/webSocket')}.IsLocked` });
    await writeFile(file, before);
    expect(lock['locked']).toMatchObject({ type: 'System.IO.FileLoadException', hresult: '0x80070021' });
    expect(broken['broken']).toMatchObject({ hresult: '0x8007000D' });
  });
});

/** What is refused: by which exception, with which HRESULT. */
const REFUSED: Record<string, [script: string, type: RegExp, hresult: string]> = {
  'a number out of range': [
    set(pool('Chat'), 'queueLength', '([long] 9)'),
    /ArgumentException/,
    '0x80070057',
  ],
  'a number as text': [set(pool('Chat'), 'queueLength', "'1000'"), /COMException/, '0x8007000D'],
  'a span that is no whole minute': [
    set(
      `(Get-IISConfigElement -ConfigElement ${pool('Chat')} -ChildElementName 'processModel')`,
      'idleTimeout',
      "([timespan] '00:00:30')",
    ),
    /ArgumentException/,
    '0x80070057',
  ],
  'a span as text': [
    set(
      `(Get-IISConfigElement -ConfigElement ${pool('Chat')} -ChildElementName 'processModel')`,
      'idleTimeout',
      "'00:20:00'",
    ),
    /COMException/,
    '0x8007000D',
  ],
  'an unknown name of an enum': [
    set(pool('Chat'), 'managedPipelineMode', "'Both'"),
    /ArgumentException/,
    '0x80070057',
  ],
  'an unknown attribute': [set(pool('Chat'), 'colour', "'red'"), /COMException/, '0x8007000D'],
  'an unknown element': [
    `Get-IISConfigElement -ConfigElement ${pool('Chat')} -ChildElementName 'paint'`,
    /COMException/,
    '0x8007000D',
  ],
  'an unknown section': [section('system.webServer/nothing'), /COMException/, '0x80070032'],
  'a section of the host at a location': [section(POOLS, 'my.site'), /FileLoadException/, '0x80070021'],
  'an attribute locked above': [
    set(section('system.webServer/serverRuntime', 'my.site'), 'appConcurrentRequestLimit', '([long] 6000)'),
    /FileLoadException/,
    '0x80070021',
  ],
  'a second pool of the name': [add(POOLS, "name = 'CHAT'"), /COMException/, '0x800700B7'],
  'a name that a pool may not have': [add(POOLS, "name = 'a<b'"), /COMException/, '0x8007000D'],
  'an entry without its key': [
    add('system.webServer/globalModules', "image = 'a.dll'"),
    /COMException/,
    '0x8007000D',
  ],
  'removing what is locked': [
    `Remove-IISConfigCollectionElement -ConfigCollection ${collection('system.webServer/modules', 'my.site')} -ConfigAttribute @{ name = 'UriCacheModule' } -Confirm:$false`,
    /FileLoadException/,
    '0x80070021',
  ],
  'removing what is not there': [
    `Remove-IISConfigCollectionElement -ConfigCollection ${collection(POOLS)} -ConfigAttribute @{ name = 'Nobody' } -Confirm:$false`,
    /COMException/,
    '0x80070490',
  ],
  'a change of an object from before a commit': [
    `$pool = ${pool('Chat')}; ${set('$pool', 'queueLength', '([long] 3000)')}; ${set('$pool', 'queueLength', '([long] 2000)')}`,
    /InvalidOperationException/,
    '0x80131509',
  ],
  'a second commit delay': [
    'Start-IISCommitDelay; Start-IISCommitDelay',
    /InvalidOperationException/,
    '0x80131509',
  ],
  'the state of a site of FTP': [
    "$s = (Get-IISServerManager).Sites['Files']; $s.GetType().GetProperty('State').GetValue($s)",
    /COMException/,
    '0x800710D8',
  ],
  'recycling a pool that is stopped': [
    "(Get-IISServerManager).ApplicationPools['Stopped'].Recycle()",
    /COMException/,
    '0x80070426',
  ],
  'starting a pool that runs': [
    "(Get-IISServerManager).ApplicationPools['Chat'].Start()",
    /COMException/,
    '0x80070420',
  ],
  'a performance class that is not there': [
    "Get-CimInstance -ClassName 'Win32_Nothing'",
    /CimException/,
    '0x80041010',
  ],
  'a service that is not there': ["Get-Service -Name 'Nothing'", /InvalidOperationException/, '0x80131509'],
  'events of which there are none': [
    "Get-WinEvent -FilterHashtable @{ LogName = 'System' }",
    /Exception/,
    '0x80131500',
  ],
  'a feature of no name': ["Install-WindowsFeature -Name 'Web-Nothing'", /Exception/, '0x80131500'],
  'a firewall rule that is not there': [
    "Remove-NetFirewallRule -Name 'Nothing' -Confirm:$false",
    /CimException/,
    '0x80131500',
  ],
};

describe('is refused as the real one refuses it', () => {
  let answers: Record<string, Answer>;
  beforeAll(async () => {
    await box.setState({ pools: [{ name: 'Stopped', state: 'Stopped' }] });
    answers = await run(
      box,
      Object.fromEntries(Object.entries(REFUSED).map(([name, [script]]) => [name, script])),
    );
  }, 60_000);

  it.each(Object.entries(REFUSED))('%s', (name, [, type, hresult]) => {
    expect(answers[name]?.type).toMatch(type);
    expect(answers[name]).toMatchObject({ hresult });
  });
});

describe('a commit', () => {
  it('changes its own lines only, and keeps comments, line ends and the declaration', async () => {
    await writeFile(box.configPath, CONFIG);
    const answers = await run(box, {
      a: `Start-IISCommitDelay; ${set(section('system.webServer/webSocket', 'my.site'), 'enabled', '$false')}; ${add(POOLS, "name = 'New'")}; Stop-IISCommitDelay -Commit $true`,
      b: `Start-IISCommitDelay; ${set(pool('Chat'), 'queueLength', '([long] 10)')}; Stop-IISCommitDelay -Commit $false`,
    });
    expect(answers).toEqual({ a: { values: [] }, b: { values: [] } });
    const after = await readFile(box.configPath, 'utf8');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    const added = after.split('\r\n').filter((line) => !CONFIG.split('\r\n').includes(line));
    expect(added.map((line) => line.trim())).toEqual([
      '<add name="New" />',
      '<location path="my.site">',
      '<system.webServer>',
      '<webSocket enabled="false" />',
      '</system.webServer>',
      '</location>',
    ]);
    expect(CONFIG.split('\r\n').filter((line) => !after.split('\r\n').includes(line))).toEqual([]);
  });

  it('reverts: the section goes, and the location that held nothing else', async () => {
    await run(box, {
      a: `$s = ${section('system.webServer/webSocket', 'my.site')}; Start-IISCommitDelay; $s.RevertToParent(); Stop-IISCommitDelay -Commit $true`,
    });
    const after = await readFile(box.configPath, 'utf8');
    expect(after).not.toContain('<location');
  });

  it('without a delay is made by each change', async () => {
    await run(box, { a: set(pool('Chat'), 'queueLength', '([long] 4000)') });
    expect(await readFile(box.configPath, 'utf8')).toContain('queueLength="4000"');
  });

  it.each([
    ['foreign-write', 'System.IO.FileLoadException', '0x800703EE'],
    ['sharing', 'System.IO.FileLoadException', '0x80070020'],
    ['denied', 'System.UnauthorizedAccessException', '0x80070005'],
    ['fails', 'System.Runtime.InteropServices.COMException', '0x80070070'],
  ])('with the fault %s fails, and nothing of it is written', async (fault, type, hresult) => {
    await writeFile(box.configPath, CONFIG);
    await box.setFaults({ commit: fault });
    const answers = await run(box, { a: set(pool('Chat'), 'queueLength', '([long] 5000)') });
    await box.setFaults({});
    expect(answers['a']).toMatchObject({ type, hresult });
    expect(await readFile(box.configPath, 'utf8')).not.toContain('5000');
  });
});

describe('Windows around it', () => {
  it('has a registry to read, run-time states, certificates, services and events', async () => {
    await writeFile(box.configPath, CONFIG);
    await box.setState({
      sites: [{ name: 'my.site', state: 'Stopped' }],
      pools: [{ name: 'Chat', state: 'Started', sockets: 3 }],
    });
    await box.setFile('certificates.json', { '*:443:': { hash: '0A0B', store: 'WebHosting' } });
    await box.setFile('events.json', [
      { id: 5002, at: new Date().toISOString(), pool: 'Chat' },
      { id: 7036, at: new Date().toISOString(), pool: 'x' },
    ]);
    const answers = await run(box, {
      // Nothing loads a drive by its name: the first question to Windows does.
      'a-system': "(Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType",
      'b-registry':
        "(Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\InetStp' -Name 'VersionString').VersionString; Test-Path -LiteralPath 'HKLM:\\SOFTWARE\\Nothing'",
      state: "$m = Get-IISServerManager; $m.Sites['MY.SITE'].State; $m.ApplicationPools['Chat'].State",
      counter:
        "(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP').WebSocketActiveRequests",
      certificate:
        "$b = @((Get-IISServerManager).Sites['my.site'].Bindings)[1]; [System.BitConverter]::ToString($b.CertificateHash); $b.CertificateStoreName",
      // PowerShell swallows what a property throws: the state of a site of FTP is nothing at all.
      ftp: "$null -eq (Get-IISServerManager).Sites['Files'].State",
      service: "(Get-Service -Name 'WAS').Status",
      event: "(Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 5002 }).Properties[0].Value",
    });
    expect(answers).toEqual({
      'a-system': { values: ['UInt32 3'] },
      'b-registry': { values: ['String Version 10.0', 'Boolean False'] },
      state: { values: ['ObjectState Stopped', 'ObjectState Started'] },
      counter: { values: ['UInt32 3'] },
      certificate: { values: ['String 0A-0B', 'String WebHosting'] },
      ftp: { values: ['Boolean True'] },
      service: { values: ['String Running'] },
      event: { values: ['String Chat'] },
    });
  });

  it('installs a role service as the role does, and takes it away again', async () => {
    await writeFile(box.configPath, CONFIG);
    await box.setFile('features.json', {
      'Web-Server': 'Installed',
      'Web-WebSockets': 'Available',
      'Web-AppInit': 'Removed',
    });
    const [first, config] = [
      await run(box, {
        a: "$a = Install-WindowsFeature -Name 'Web-WebSockets'; $a.Success; $a.ExitCode; $a.RestartNeeded",
        b: "(Install-WindowsFeature -Name 'Web-WebSockets').ExitCode; (Get-WindowsFeature -Name 'Web-WebSockets').InstallState",
        c: "Install-WindowsFeature -Name 'Web-AppInit'",
      }),
      await readFile(box.configPath, 'utf8'),
    ];
    expect(first['a']).toEqual({ values: ['Boolean True', 'FeatureExitCode Success', 'RestartState No'] });
    expect(first['b']).toEqual({ values: ['FeatureExitCode NoChangeNeeded', 'InstallState Installed'] });
    expect(first['c']).toMatchObject({ hresult: '0x800F081F' });
    expect(config).toContain(
      '<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />',
    );
    expect(config).toContain('<add name="WebSocketModule" lockItem="true" />');
    await run(box, { a: "Uninstall-WindowsFeature -Name 'Web-WebSockets' -Confirm:$false" });
    expect(await readFile(box.configPath, 'utf8')).not.toContain('WebSocketModule');
  });

  it('lacks the modules that a box is without', async () => {
    const bare = await createWindowsBox({ config: CONFIG, without: ['IISAdministration'] });
    try {
      const answers = await run(bare, {
        a: "@(Get-Module -ListAvailable -Name 'IISAdministration').Count; (Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType",
        b: 'Get-IISServerManager',
      });
      expect(answers['a']).toEqual({ values: ['Int32 0', 'UInt32 3'] });
      expect(answers['b']).toMatchObject({ type: 'System.Management.Automation.CommandNotFoundException' });
    } finally {
      await bare.dispose();
    }
  });
});
