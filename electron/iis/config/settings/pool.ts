import { bool, choice, flags, span, text, uint } from './definition';
import type { AttributeRule } from './definition';

const kilobytes = { unit: 'KB' };

/** Attributes of an application pool by the element they stand on, as in system.applicationHost/applicationPools. */
export const poolRules: readonly (readonly [elements: string, rules: readonly AttributeRule[]])[] = [
  [
    '',
    [
      choice('managedPipelineMode', 'Integrated', 'How requests reach modules; WebSockets need Integrated.', {
        Integrated: 0,
        Classic: 1,
      }),
      text('managedRuntimeVersion', '', 'The .NET CLR that is loaded; empty means No Managed Code.'),
      bool('enable32BitAppOnWin64', false, 'Whether worker processes are 32-bit.'),
      bool('autoStart', true, 'Whether the pool starts with the service.'),
      choice('startMode', 'OnDemand', 'AlwaysRunning starts a worker process before the first request.', {
        OnDemand: 0,
        AlwaysRunning: 1,
      }),
      uint('queueLength', 1000, 'Requests that may wait for a worker process; more are answered with 503.', {
        min: 10,
        max: 65535,
        unit: 'requests',
      }),
      bool('enableConfigurationOverride', true, 'When false, the pool ignores every web.config.'),
      bool('passAnonymousToken', true, 'Whether WAS hands the anonymous user token to worker processes.'),
    ],
  ],
  [
    'processModel',
    [
      choice('identityType', 'ApplicationPoolIdentity', 'The account that worker processes run as.', {
        LocalSystem: 0,
        LocalService: 1,
        NetworkService: 2,
        SpecificUser: 3,
        ApplicationPoolIdentity: 4,
      }),
      bool('loadUserProfile', false, "Whether the account's profile is loaded."),
      bool('setProfileEnvironment', true, "Whether the environment is the profile's."),
      span(
        'idleTimeout',
        '00:20:00',
        'Ends an idle worker process; open sockets keep it from being idle. 0 turns it off.',
        {
          min: 0,
          max: 2592000,
          step: 60,
        },
      ),
      choice('idleTimeoutAction', 'Terminate', 'What happens to an idle worker process.', {
        Terminate: 0,
        Suspend: 1,
      }),
      uint(
        'maxProcesses',
        1,
        'Worker processes of the pool; more than 1 is a web garden, 0 one per NUMA node.',
        {
          min: 0,
          max: 2147483647,
          unit: 'processes',
        },
      ),
      span(
        'shutdownTimeLimit',
        '00:01:30',
        'How long open sockets have to leave when a worker process is replaced.',
        {
          min: 1,
          max: 4294967,
          step: 1,
        },
      ),
      span('startupTimeLimit', '00:01:30', 'How long a worker process may take to start.', {
        min: 1,
        max: 4294967,
        step: 1,
      }),
      bool('pingingEnabled', true, 'Whether WAS pings worker processes; not the WebSocket ping.'),
      span('pingInterval', '00:00:30', 'How often WAS pings a worker process; not the WebSocket ping.', {
        min: 1,
        max: 4294967,
        step: 1,
      }),
      span('pingResponseTime', '00:01:30', 'How long a worker process may take to answer the ping of WAS.', {
        min: 1,
        max: 4294967,
        step: 1,
      }),
    ],
  ],
  [
    'recycling',
    [
      bool(
        'disallowOverlappingRotation',
        false,
        'When true, the old worker process ends before the new one starts.',
      ),
      bool(
        'disallowRotationOnConfigChange',
        false,
        'When true, a change of configuration does not recycle the pool.',
      ),
      flags(
        'logEventOnRecycle',
        'Time, Requests, Schedule, Memory, IsapiUnhealthy, OnDemand, ConfigChange, PrivateMemory',
        'Which recycles are written to the event log.',
        {
          Time: 1,
          Requests: 2,
          Schedule: 4,
          Memory: 8,
          IsapiUnhealthy: 16,
          OnDemand: 32,
          ConfigChange: 64,
          PrivateMemory: 128,
        },
      ),
    ],
  ],
  [
    'recycling/periodicRestart',
    [
      span(
        'time',
        '1.05:00:00',
        'Recycles the pool after this time, which cuts every socket. 0 turns it off.',
        {
          min: 0,
          max: 25920000,
          step: 60,
        },
      ),
      uint('requests', 0, 'Recycles the pool after so many requests; 0 turns it off.', { unit: 'requests' }),
      uint('memory', 0, 'Recycles the pool above this virtual memory; 0 turns it off.', kilobytes),
      uint('privateMemory', 0, 'Recycles the pool above this private memory; 0 turns it off.', kilobytes),
    ],
  ],
  [
    'failure',
    [
      choice(
        'loadBalancerCapabilities',
        'HttpLevel',
        'What a client sees of a stopped pool: a reset, or a 503.',
        {
          TcpLevel: 1,
          HttpLevel: 2,
        },
      ),
      bool('rapidFailProtection', true, 'Whether the pool is stopped when worker processes keep crashing.'),
      span('rapidFailProtectionInterval', '00:05:00', 'The time in which crashes are counted.', {
        min: 60,
        max: 8640000,
        step: 60,
      }),
      uint('rapidFailProtectionMaxCrashes', 5, 'Crashes in that time that stop the pool.', {
        min: 1,
        max: 2147483647,
        unit: 'crashes',
      }),
      bool('orphanWorkerProcess', false, 'Whether a failed worker process is left running for a debugger.'),
    ],
  ],
  [
    'cpu',
    [
      uint('limit', 0, 'Share of the processors, in 1/1000 %; 0 is no limit.', {
        min: 0,
        max: 100000,
        unit: '1/1000 %',
      }),
      choice('action', 'NoAction', 'What happens when the pool uses more.', {
        NoAction: 0,
        KillW3wp: 1,
        Throttle: 2,
        ThrottleUnderLoad: 3,
      }),
      span('resetInterval', '00:05:00', 'The time over which use is counted.', {
        min: 0,
        max: 86400,
        step: 60,
      }),
    ],
  ],
];
