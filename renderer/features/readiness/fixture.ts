import { stationIds } from '../../../shared/model/readiness';
import type { Check, Fix, ReadinessPage, Station } from '../../../shared/model/readiness';

/** For tests: a fix that blocks and advice beside it, as the pool station of a Classic pool has them. */
const set = (setting: string, value: string): Fix['changes'][number] => ({
  kind: 'config',
  edit: { kind: 'set', target: { kind: 'pool', pool: 'ChatPool' }, setting, value },
});

export const modeFix: Fix = {
  title: 'Run ChatPool in Integrated mode',
  changes: [set('managedPipelineMode', 'Integrated')],
  touches: ['Chat/'],
  cost: 'recycles ChatPool',
  weight: 'blocks',
};

export const warmFix: Fix = {
  title: 'Keep it warm',
  changes: [set('startMode', 'AlwaysRunning'), set('processModel.idleTimeout', '00:00:00')],
  touches: ['Chat/'],
  cost: 'recycles ChatPool',
  weight: 'advice',
};

export const check = (id: string, more: Partial<Check> = {}): Check => ({
  id,
  title: id,
  state: 'good',
  blocking: true,
  sentence: `${id} is sound.`,
  evidence: [],
  ...more,
});

export const poolChecks: Check[] = [
  check('pool.exists'),
  check('pool.warm', { blocking: false, fix: warmFix }),
  check('pool.mode', { state: 'broken', fix: modeFix, sentence: 'ChatPool runs in Classic mode.' }),
];

/** Eight stations of which the pool is broken. */
export const stations: Station[] = stationIds.map((id, index) => ({
  id,
  title: id,
  state: id === 'pool' ? 'broken' : 'good',
  note: id === 'pool' ? 'Classic' : 'sound',
  reached: index <= 3,
  checks: id === 'pool' ? poolChecks : [check(`${id}.one`)],
}));

export const page = (site: string, more: Partial<ReadinessPage> = {}): ReadinessPage => ({
  revision: 1,
  readiness: {
    site,
    application: '/',
    pool: 'ChatPool',
    ready: false,
    verdict: `${site} cannot upgrade: its pool ChatPool runs in Classic mode.`,
    tally: '1 broken',
    stations,
  },
  address: null,
  handshakeMode: 'automatic',
  handshake: null,
  handshakePending: false,
  ...more,
});
