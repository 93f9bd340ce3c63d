import type { ConfigOperation } from '../../../electron/iis/config/edit/operation';

/** A refused operation, the code that it must end in, and words of ours that its sentence must have: IIS's own are in the language of the server. */
type Refused = [operation: ConfigOperation, code: string, said: RegExp];

export const POOLS = { section: 'system.applicationHost/applicationPools', location: null };
const MODULES = { section: 'system.webServer/modules', location: 'Echo' };

/** One setting of a pool. */
export const setOf = (
  pool: string,
  attribute: string,
  value: string,
  type: 'uint' | 'bool' | 'enum' | 'timeSpan' | 'string',
  ...below: string[]
): ConfigOperation => ({
  op: 'set',
  ...POOLS,
  steps: [{ element: 'add', key: { name: pool } }, ...below.map((element) => ({ element }))],
  attribute,
  value,
  type,
});

/** What the product's own checks let through by mistake must still end in a sentence, and in nothing written. */
export function refusedBy(pool: string): Record<string, Refused> {
  const set = setOf.bind(null, pool);
  return {
    'a number out of range': [
      set('queueLength', '9', 'uint'),
      'value-invalid',
      /applicationPools .* queueLength: /,
    ],
    'a span that is no whole minute': [
      set('idleTimeout', '00:00:30', 'timeSpan', 'processModel'),
      'value-invalid',
      /processModel .* idleTimeout: /,
    ],
    'a number where a switch belongs': [set('autoStart', '1', 'uint'), 'value-invalid', /autoStart/],
    'an unknown name of an enum': [
      set('managedPipelineMode', 'Both', 'enum'),
      'value-invalid',
      /managedPipelineMode: /,
    ],
    'an unknown attribute': [set('colour', 'red', 'string'), 'value-invalid', /colour/],
    'an unknown element': [set('a', 'b', 'string', 'paint'), 'value-invalid', /paint/],
    'a pool that is gone': [
      {
        ...set('queueLength', '1000', 'uint'),
        steps: [{ element: 'add', key: { name: 'Gone' } }],
      } as ConfigOperation,
      'not-found',
      /not in the configuration any more/,
    ],
    'a second pool of the name': [
      { op: 'add', ...POOLS, attributes: { name: pool.toUpperCase() } },
      'already-exists',
      /applicationPools \/ /,
    ],
    'a name that a pool may not have': [
      { op: 'add', ...POOLS, attributes: { name: 'a<b' } },
      'value-invalid',
      /a<b/,
    ],
    'an entry without its key': [
      {
        op: 'add',
        section: 'system.webServer/globalModules',
        location: null,
        attributes: { image: 'a.dll' },
      },
      'value-invalid',
      /globalModules/,
    ],
    'an entry that is not there': [
      { op: 'remove', ...MODULES, attributes: { name: 'Nobody' } },
      'not-found',
      /modules \/ Echo \/ Nobody: /,
    ],
    'a section that nobody declares': [
      { op: 'revert', section: 'system.webServer/nothing', location: 'Echo' },
      'action-refused',
      /nothing/,
    ],
    'a section of the host at a location': [
      { op: 'add', section: POOLS.section, location: 'Echo', attributes: { name: 'x' } },
      'section-locked',
      /applicationPools \/ Echo/,
    ],
  };
}
