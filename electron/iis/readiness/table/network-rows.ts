import type { Row } from './row';

/** Firewall and HTTP.sys. */
export const networkRows: readonly Row[] = [
  {
    check: 'firewall.path',
    state: 'good',
    sentence:
      'The firewall of the server lets TCP 80 and 443 in; what stands between it and the client is not seen from here.',
  },
  {
    check: 'firewall.path',
    state: 'good',
    sentence:
      'The practice server listens on loopback only, so no firewall stands between the client and Chat.',
    on: 'practice',
  },
  {
    check: 'firewall.path',
    state: 'good',
    sentence:
      'Chat listens on loopback addresses only, which no firewall stands before and no other computer reaches.',
    host: [
      ['bindingInformation="*:80:"', 'bindingInformation="127.0.0.1:80:"'],
      ['bindingInformation="*:443:"', 'bindingInformation="127.0.0.1:443:"'],
    ],
    facts: ({ network }) => ({
      network: {
        ...network,
        certificates: network.certificates.map((each) => ({ ...each, bindingInformation: '127.0.0.1:443:' })),
      },
    }),
    also: { 'handshake.bindings': 'unknown' },
  },
  {
    check: 'firewall.path',
    state: 'good',
    sentence:
      'The firewall of the server lets TCP 80 and 443 in; what stands between it and the client is not seen from here.',
    facts: ({ network }) => ({
      network: { ...network, rules: network.rules.slice(1).map((rule) => ({ ...rule, ports: ['80-443'] })) },
    }),
  },
  {
    check: 'firewall.path',
    state: 'warning',
    sentence:
      "The firewall of the server keeps TCP 80 and 443 out, by the profile Domain, where no rule lets it in: clients from elsewhere can't connect to Chat.",
    facts: ({ network }) => ({ network: { ...network, rules: [] } }),
  },
  {
    check: 'firewall.path',
    state: 'warning',
    sentence:
      "The firewall of the server keeps TCP 443 out, by the rule Nothing on 443 (profile Domain): clients from elsewhere can't connect to Chat.",
    facts: ({ network }) => ({
      network: {
        ...network,
        rules: [
          ...network.rules,
          ...network.rules
            .slice(1)
            .map((rule) => ({ ...rule, action: 'Block', displayName: 'Nothing on 443' })),
        ],
      },
    }),
  },
  {
    check: 'firewall.path',
    state: 'warning',
    sentence:
      "The firewall of the server keeps TCP 80 and 443 out, by the profile Domain, where no rule lets it in: clients from elsewhere can't connect to Chat. Group Policy lets no local rule count in the profile Domain: the rule has to be made there.",
    facts: ({ network }) => ({
      network: { ...network, profiles: network.profiles.map((each) => ({ ...each, localRules: false })) },
    }),
  },
  {
    check: 'firewall.path',
    state: 'unknown',
    sentence:
      'The server says nothing about the firewall (yet); clients need TCP 80 and 443 open on the way to Chat.',
    facts: ({ network }) => ({ network: { ...network, profiles: [], rules: [] } }),
  },
  {
    check: 'firewall.path',
    state: 'unknown',
    sentence:
      'A configuration file says nothing about the firewall; clients need TCP 80 and 443 open on the way to Chat.',
    on: 'file',
  },
  {
    check: 'http-sys.services',
    state: 'good',
    sentence: 'The services HTTP, WAS and W3SVC run: they take connections and start worker processes.',
  },
  {
    check: 'http-sys.services',
    state: 'broken',
    sentence:
      'W3SVC does not run, so no site of this server answers and no handshake can begin; start it (Start-Service W3SVC starts what it needs).',
    facts: ({ runtime }) => ({
      runtime: { ...runtime, services: { ...runtime.services, W3SVC: 'Stopped' } },
    }),
  },
  {
    check: 'http-sys.services',
    state: 'unknown',
    sentence: 'Whether HTTP runs is unknown: Windows did not tell.',
    facts: ({ runtime }) => ({ runtime: { ...runtime, services: { ...runtime.services, HTTP: null } } }),
  },
  {
    check: 'http-sys.listening',
    state: 'good',
    sentence:
      'HTTP.sys, the part of Windows that takes the connections, listens for Chat on http://127.0.0.1:80.',
  },
  {
    check: 'http-sys.listening',
    state: 'broken',
    sentence:
      'Nothing listens for Chat: port 80 is taken, so no client can connect and no upgrade can begin.',
    facts: ({ runtime }) => ({
      runtime: {
        ...runtime,
        sites: runtime.sites.map((site) => ({
          ...site,
          bindings: site.bindings.map((each) => ({ ...each, url: null, note: 'port 80 is taken' })),
        })),
      },
    }),
  },
  {
    check: 'http-sys.listening',
    state: 'unknown',
    sentence:
      'Whether HTTP.sys listens for Chat is not written in a configuration file; only the running server knows it.',
    on: 'file',
  },
  {
    check: 'http-sys.client-cap',
    state: 'good',
    sentence: 'Windows Server 2019 is a server Windows: it sets no limit of its own on requests at a time.',
  },
  {
    check: 'http-sys.client-cap',
    state: 'warning',
    sentence:
      'Windows 11 Pro is a client Windows: IIS serves at most 10 requests at a time there (Home: 3), every open socket is one, and the next is not refused but waits, as if connecting for ever.',
    facts: ({ environment }) => ({ environment: { ...environment, client: true, os: 'Windows 11 Pro' } }),
  },
  {
    check: 'http-sys.client-cap',
    state: 'unknown',
    sentence: 'Whether this is a client or a server Windows is unknown: it was not read (yet).',
    facts: () => ({ environment: null }),
    also: {
      'module.iis': 'unknown',
      'module.image': 'unknown',
      'module.restart': 'unknown',
      'module.scripts': 'unknown',
    },
  },
  {
    check: 'http-sys.timeouts',
    state: 'good',
    sentence:
      "HTTP.sys ends idle connections after 2 min where nobody says otherwise; the site's own connectionTimeout (2 min) wins over it, and neither cuts an open socket.",
  },
  {
    check: 'http-sys.timeouts',
    state: 'warning',
    sentence:
      "HTTP.sys's idleconnectiontimeout is raised to 1 h for every program on this machine; the site's own connectionTimeout (2 min) wins over it, and neither cuts an open socket. It only keeps idle connections longer.",
    facts: ({ network }) => ({
      network: { ...network, httpTimeouts: { idleConnection: 3600, headerWait: 120 } },
    }),
  },
  {
    check: 'http-sys.timeouts',
    state: 'warning',
    sentence:
      "HTTP.sys's idleconnectiontimeout is set to 0, which is not \"off\" but the system's default; the site's own connectionTimeout (2 min) wins over it, and neither cuts an open socket. It can be deleted.",
    facts: ({ network }) => ({
      network: { ...network, httpTimeouts: { idleConnection: 0, headerWait: 120 } },
    }),
  },
  {
    check: 'http-sys.timeouts',
    state: 'unknown',
    sentence: "HTTP.sys's machine-wide time-outs are unknown: netsh http show timeout was not read.",
    facts: ({ network }) => ({
      network: { ...network, httpTimeouts: { idleConnection: null, headerWait: null } },
    }),
  },
];
