import { noApplication, without } from './row';
import type { Row } from './row';

/** The application pool. */
export const poolRows: readonly Row[] = [
  { check: 'pool.exists', state: 'good', sentence: 'Chat runs in the pool ChatPool.' },
  {
    check: 'pool.exists',
    state: 'broken',
    sentence:
      'Chat is to run in the pool Ghost, but there is no such pool, so IIS answers 503 before a handshake can begin.',
    host: [['applicationPool="ChatPool"', 'applicationPool="Ghost"']],
    also: {
      'pool.mode': 'unknown',
      'pool.state': 'unknown',
      'pool.warm': 'unknown',
      'pool.recycling': 'unknown',
    },
  },
  {
    check: 'pool.exists',
    state: 'unknown',
    sentence: 'Chat has no application /none, so there is nothing to ask.',
    facts: () => ({ application: '/none' }),
    also: without(noApplication, 'pool.exists'),
  },
  {
    check: 'pool.mode',
    state: 'good',
    sentence: 'ChatPool runs in Integrated mode, in which the WebSocket module sees each request.',
  },
  {
    check: 'pool.mode',
    state: 'warning',
    sentence:
      'ChatPool is set to Classic mode but runs no managed code (No Managed Code); WebSockets are documented for Integrated mode only, so try a handshake or change it.',
    on: 'proxy',
    host: [
      [
        'managedRuntimeVersion="" startMode',
        'managedRuntimeVersion="" managedPipelineMode="Classic" startMode',
      ],
    ],
    facts: () => ({ handshake: null }),
    also: { 'handshake.live': 'unknown' },
  },
  {
    check: 'pool.mode',
    state: 'broken',
    sentence:
      'ChatPool runs in Classic mode: requests take the old ISAPI way, on which the WebSocket module never sees them, so the client gets a normal page or an error instead of 101.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" managedPipelineMode="Classic">',
      ],
    ],
  },
  {
    check: 'pool.mode',
    state: 'unknown',
    sentence:
      'The pipeline mode of ChatPool is unknown: managedPipelineMode in line 38 of applicationHost.config must be Integrated or Classic: IIS refuses the section until it is corrected.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" managedPipelineMode="Sideways">',
      ],
    ],
    also: { 'site.configuration': 'warning' },
  },
  { check: 'pool.state', state: 'good', sentence: 'The pool ChatPool is started.' },
  {
    check: 'pool.state',
    state: 'broken',
    sentence:
      'The pool ChatPool is stopped, so IIS answers every request to Chat with 503, the handshake too.',
    facts: ({ runtime }) => ({
      runtime: { ...runtime, pools: runtime.pools.map((each) => ({ ...each, state: 'Stopped' })) },
    }),
  },
  {
    check: 'pool.state',
    state: 'unknown',
    sentence:
      'Whether the pool ChatPool is started is not written in a configuration file; only the running server knows it.',
    on: 'file',
  },
  {
    check: 'pool.runtime',
    state: 'good',
    sentence: 'ChatPool loads the CLR v4.0, on which ASP.NET takes WebSockets.',
  },
  {
    check: 'pool.runtime',
    state: 'good',
    sentence:
      'ChatPool loads no CLR (No Managed Code), which suits native modules, ASP.NET Core, Node.js and proxying.',
    on: 'core',
  },
  {
    check: 'pool.runtime',
    state: 'warning',
    sentence:
      'ChatPool loads the CLR v2.0: an ASP.NET application on it has no WebSockets, which came with .NET 4.5 on CLR v4.0.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v2.0" startMode="AlwaysRunning">',
      ],
    ],
    web: [
      ['<compilation targetFramework="4.8" />', ''],
      ['<httpRuntime targetFramework="4.8" />', ''],
    ],
  },
  {
    check: 'pool.runtime',
    state: 'broken',
    sentence:
      'Chat is an ASP.NET application, but its pool ChatPool loads the CLR v2.0; WebSockets of ASP.NET need .NET 4.5 or later on CLR v4.0.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v2.0" startMode="AlwaysRunning">',
      ],
    ],
  },
  {
    check: 'pool.runtime',
    state: 'broken',
    sentence:
      'Chat is an ASP.NET application, but its pool ChatPool loads no CLR (No Managed Code); WebSockets of ASP.NET need .NET 4.5 or later on CLR v4.0.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="" startMode="AlwaysRunning">',
      ],
    ],
  },
  {
    check: 'pool.runtime',
    state: 'unknown',
    sentence:
      'ChatPool loads the CLR v2.0, which has no WebSockets; whether Chat needs it is unknown: the web.config of Chat may override it, but access is denied.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v2.0" startMode="AlwaysRunning">',
      ],
    ],
    web: null,
    also: { 'app.kind': 'unknown', 'site.filtering': 'unknown' },
  },
  {
    check: 'pool.warm',
    state: 'good',
    sentence: 'ChatPool is kept warm, so the first client does not wait for a start.',
  },
  {
    check: 'pool.warm',
    state: 'good',
    sentence:
      'ChatPool works but starts cold (its startMode is not AlwaysRunning, it ends its process after idleTimeout without requests and the application is not preloaded), so a first client may wait; open sockets are not cut by this.',
    host: [
      ['<processModel idleTimeout="00:00:00" />', ''],
      [' startMode="AlwaysRunning"', ''],
      [' preloadEnabled="true"', ''],
    ],
  },
  {
    check: 'pool.warm',
    state: 'unknown',
    sentence:
      'Whether ChatPool is kept warm is unknown: startMode in line 38 of applicationHost.config must be OnDemand or AlwaysRunning: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [[' startMode="AlwaysRunning"', ' startMode="Sometimes"']],
  },
  { check: 'pool.preload', state: 'good', sentence: 'Chat is loaded before its first request.' },
  {
    check: 'pool.preload',
    state: 'warning',
    sentence:
      'Chat is to be preloaded, but its pool ChatPool starts on demand (startMode OnDemand), so nothing is loaded before the first request.',
    host: [[' startMode="AlwaysRunning"', '']],
  },
  {
    check: 'pool.preload',
    state: 'warning',
    sentence:
      'Chat is to be preloaded, but the role service Application Initialization (Web-AppInit) is not installed, without which preloadEnabled seems to have no effect.',
    host: [
      ['<add name="ApplicationInitializationModule" image="%windir%\\System32\\inetsrv\\warmup.dll" />', ''],
    ],
  },
  {
    check: 'pool.recycling',
    state: 'good',
    sentence:
      'ChatPool restarts every 29 h, and each restart cuts every open socket after at most 90 s; clients must connect again.',
  },
  {
    check: 'pool.recycling',
    state: 'good',
    sentence:
      "ChatPool restarts at 03:00 by the server's own clock (W. Europe Standard Time), and each restart cuts every open socket after at most 90 s; clients must connect again.",
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling><periodicRestart time="00:00:00"><schedule><add value="03:00:00" /></schedule></periodicRestart></recycling>',
      ],
    ],
  },
  {
    check: 'pool.recycling',
    state: 'good',
    sentence:
      'ChatPool does not restart by itself at fixed times or sizes, so no such restart cuts its sockets.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling><periodicRestart time="00:00:00" /></recycling>',
      ],
    ],
  },
  {
    check: 'pool.recycling',
    state: 'good',
    sentence:
      'ChatPool restarts every 29 h, after 100,000 requests and after 2,000,000 KB of private memory, and each restart cuts every open socket after at most 90 s; clients must connect again.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling><periodicRestart time="29:00:00" privateMemory="2000000" requests="100000" /></recycling>',
      ],
    ],
  },
  {
    check: 'pool.recycling',
    state: 'warning',
    sentence:
      'ChatPool restarts every 1 h, and each restart cuts every open socket after at most 90 s: no socket lives longer than that.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling><periodicRestart time="01:00:00" /></recycling>',
      ],
    ],
  },
  {
    check: 'pool.recycling',
    state: 'unknown',
    sentence:
      'How often ChatPool restarts is unknown: recycling.periodicRestart.time in line 39 of applicationHost.config must be 0 s to 300 days in steps of 60 s, written hh:mm:ss: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling><periodicRestart time="later" /></recycling>',
      ],
    ],
  },
  {
    check: 'pool.overlap',
    state: 'good',
    sentence:
      'When ChatPool recycles, a new worker process answers while the old one lets its sockets leave.',
  },
  {
    check: 'pool.overlap',
    state: 'warning',
    sentence:
      'When ChatPool recycles, no new worker process starts until the old one has ended (disallowOverlappingRotation): as long as sockets stay open in it, clients that connect again wait.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling disallowOverlappingRotation="true" />',
      ],
    ],
  },
  {
    check: 'pool.overlap',
    state: 'unknown',
    sentence:
      'How ChatPool recycles is unknown: recycling.disallowOverlappingRotation in line 39 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><recycling disallowOverlappingRotation="perhaps" />',
      ],
    ],
  },
  {
    check: 'pool.shutdown',
    state: 'good',
    sentence:
      'At a recycle the sockets of ChatPool have 90 s to leave, then they are cut; ASP.NET of the .NET Framework cuts them at once.',
  },
  {
    check: 'pool.shutdown',
    state: 'warning',
    sentence:
      'At a recycle the sockets of ChatPool have only 5 s to leave, then they are cut, mostly without a close frame.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" shutdownTimeLimit="00:00:05" />',
      ],
    ],
  },
  {
    check: 'pool.shutdown',
    state: 'warning',
    sentence:
      'At a recycle the old worker process of ChatPool stays up to 1 h for its sockets, with its memory and its old code.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" shutdownTimeLimit="01:00:00" />',
      ],
    ],
  },
  {
    check: 'pool.shutdown',
    state: 'unknown',
    sentence:
      'How long sockets of ChatPool may take to leave is unknown: processModel.shutdownTimeLimit in line 39 of applicationHost.config must be 1 s to 4,294,967 s, written hh:mm:ss: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" shutdownTimeLimit="never" />',
      ],
    ],
  },
  {
    check: 'pool.garden',
    state: 'good',
    sentence: 'ChatPool has one worker process, so every socket and request of a client meets the same one.',
  },
  {
    check: 'pool.garden',
    state: 'warning',
    sentence:
      'ChatPool is a web garden (4 worker processes): SignalR and Socket.IO keep a client in one process, and its next request or reconnect may reach another, which answers 404 or 400.',
    host: [
      ['<processModel idleTimeout="00:00:00" />', '<processModel idleTimeout="00:00:00" maxProcesses="4" />'],
    ],
  },
  {
    check: 'pool.garden',
    state: 'warning',
    sentence:
      'ChatPool is a web garden (one worker process a NUMA node): SignalR and Socket.IO keep a client in one process, and its next request or reconnect may reach another, which answers 404 or 400.',
    host: [
      ['<processModel idleTimeout="00:00:00" />', '<processModel idleTimeout="00:00:00" maxProcesses="0" />'],
    ],
  },
  {
    check: 'pool.garden',
    state: 'unknown',
    sentence:
      'How many worker processes ChatPool has is unknown: processModel.maxProcesses in line 39 of applicationHost.config must be 0 to 2,147,483,647 processes: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" maxProcesses="some" />',
      ],
    ],
  },
  {
    check: 'pool.rapid-fail',
    state: 'good',
    sentence:
      'No worker process of ChatPool crashed in the last 24 hours; 5 crashes in 5 min make WAS stop ChatPool, which then answers 503.',
  },
  {
    check: 'pool.rapid-fail',
    state: 'good',
    sentence:
      'No worker process of ChatPool crashed in the last 24 hours; WAS starts ChatPool again however often it crashes.',
    host: [
      [
        '<processModel idleTimeout="00:00:00" />',
        '<processModel idleTimeout="00:00:00" /><failure rapidFailProtection="false" />',
      ],
    ],
  },
  {
    check: 'pool.rapid-fail',
    state: 'good',
    sentence:
      '5 crashes in 5 min make WAS stop ChatPool, which then answers 503; each crash cuts every socket at once.',
    on: 'practice',
  },
  {
    check: 'pool.rapid-fail',
    state: 'warning',
    sentence:
      'Worker processes of ChatPool died once in the last 24 hours; each time every socket was cut at once.',
    facts: () => ({
      events: [
        { id: 5011, at: '2026-01-01T00:00:00.000Z', provider: 'Microsoft-Windows-WAS', pool: 'ChatPool' },
      ],
    }),
  },
  {
    check: 'pool.rapid-fail',
    state: 'warning',
    sentence:
      'WAS stopped ChatPool once in the last 24 hours, because its worker processes kept crashing; each crash cuts every socket at once.',
    facts: () => ({
      events: [
        { id: 5002, at: '2026-01-01T00:00:00.000Z', provider: 'Microsoft-Windows-WAS', pool: 'ChatPool' },
      ],
    }),
  },
  {
    check: 'pool.rapid-fail',
    state: 'unknown',
    sentence: 'Whether worker processes of ChatPool crash is unknown: the event log was not read (yet).',
    facts: () => ({ events: null }),
  },
  { check: 'pool.bitness', state: 'good', sentence: 'ChatPool runs 64-bit on a 64-bit Windows.' },
  {
    check: 'pool.bitness',
    state: 'warning',
    sentence:
      'ChatPool runs its worker processes 32-bit: at most 4 GB for all its sockets together, and an in-process ASP.NET Core application must be published 32-bit, too.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" enable32BitAppOnWin64="true">',
      ],
    ],
  },
  {
    check: 'pool.bitness',
    state: 'unknown',
    sentence:
      'Whether ChatPool runs 32-bit is unknown: enable32BitAppOnWin64 in line 38 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" enable32BitAppOnWin64="half">',
      ],
    ],
  },
  {
    check: 'pool.queue',
    state: 'good',
    sentence:
      '1,000 handshakes may wait for a worker process of ChatPool; sockets that are open do not count.',
  },
  {
    check: 'pool.queue',
    state: 'warning',
    sentence:
      'Only 50 handshakes may wait for a worker process of ChatPool: when all clients come again after a recycle, the others are answered with 503 (QueueFull in HTTPERR).',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" queueLength="50">',
      ],
    ],
  },
  {
    check: 'pool.queue',
    state: 'unknown',
    sentence:
      'How many requests may wait for ChatPool is unknown: queueLength in line 38 of applicationHost.config must be 10 to 65,535 requests: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" queueLength="long">',
      ],
    ],
  },
  {
    check: 'pool.override',
    state: 'good',
    sentence: 'ChatPool reads the web.config files of its applications.',
  },
  {
    check: 'pool.override',
    state: 'warning',
    sentence:
      'ChatPool ignores every web.config (enableConfigurationOverride is false), so what stands in that of Chat has no effect: handlers, rules and sections must stand in applicationHost.config.',
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" enableConfigurationOverride="false">',
      ],
    ],
  },
  {
    check: 'pool.override',
    state: 'unknown',
    sentence:
      'Whether ChatPool reads web.config is unknown: enableConfigurationOverride in line 38 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning">',
        '<add name="ChatPool" managedRuntimeVersion="v4.0" startMode="AlwaysRunning" enableConfigurationOverride="partly">',
      ],
    ],
  },
];
