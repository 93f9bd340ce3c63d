import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BindingConfig } from '../../../iis/config/types';
import { planBindings, routeOf, type PlannedSite } from './binding-plan';

function binding(information: string, protocol = 'http'): BindingConfig {
  const [address = '', port = '', host = ''] = information.split(':');
  const where = { file: 'applicationHost.config' };
  return {
    protocol,
    bindingInformation: information,
    address,
    port: port === '' ? null : Number(port),
    host,
    sslFlags: 0,
    where,
  };
}
const site = (name: string, bindings: BindingConfig[], started = true): PlannedSite => ({
  key: name.toLowerCase(),
  name,
  started,
  bindings,
});
const hostOf = (plan: ReturnType<typeof planBindings>, slotId: string, host: string | undefined) => {
  const slot = plan.slots.get(slotId);
  return slot && routeOf(slot, host)?.site;
};

describe('planBindings', () => {
  it('ranks exact names before wildcards before any, without case and port', () => {
    const plan = planBindings([
      site('Any', [binding('*:80:')]),
      site('Wild', [binding('*:80:*.chat.example')]),
      site('Exact', [binding('*:80:A.chat.example')]),
    ]);
    expect([...plan.slots.keys()]).toEqual(['80']);
    expect(hostOf(plan, '80', 'a.CHAT.example:80')).toBe('exact');
    expect(hostOf(plan, '80', 'b.chat.example')).toBe('wild');
    expect(hostOf(plan, '80', 'x.y.chat.example')).toBe('wild');
    expect(hostOf(plan, '80', 'chat.example')).toBe('any');
    expect(hostOf(plan, '80', '[::1]:80')).toBe('any');
  });

  it('refuses a request without a host name', () => {
    const plan = planBindings([site('Any', [binding('*:80:')])]);
    expect(hostOf(plan, '80', undefined)).toBeUndefined();
    expect(hostOf(plan, '80', '')).toBeUndefined();
  });

  it('gives two addresses of one port a loopback port each, with a note', () => {
    const plan = planBindings([
      site('One', [binding('10.0.0.1:80:')]),
      site('Two', [binding('10.0.0.2:80:')]),
    ]);
    expect([...plan.slots.keys()]).toEqual(['80', '80#2']);
    expect(plan.bindings.get('two')?.[0]).toMatchObject({
      slot: '80#2',
      note: 'only loopback is served, not 10.0.0.2',
    });
    expect(plan.conflicts.size).toBe(0);
  });

  it('keeps a site from starting whose address another one has, stopped or not', () => {
    const plan = planBindings([
      site('First', [binding('*:80:x')], false),
      site('Second', [binding('*:81:'), binding('*:80:X')]),
    ]);
    expect(plan.conflicts.get('second')).toBe('the site First already has *:80:X');
    expect(plan.bindings.get('second')?.every(({ slot }) => slot === null)).toBe(true);
  });

  it('does not take a site for its own rival when it says one address twice', () => {
    const plan = planBindings([site('Twice', [binding('*:80:'), binding('*:80:')])]);
    expect(plan.conflicts.size).toBe(0);
  });

  it('says why nothing listens for https, other protocols and nonsense ports', () => {
    const plan = planBindings([
      site('Odd', [binding('*:443:', 'https'), binding('x', 'msmq.formatname'), binding('*:99999:')]),
    ]);
    const notes = plan.bindings.get('odd')?.map(({ note }) => note);
    expect(notes).toEqual([
      expect.stringContaining('certificate'),
      'msmq.formatname is no web protocol',
      'the binding names no port',
    ]);
    expect(plan.slots.size).toBe(0);
  });

  it('never routes one host of one port to two sites, whatever the names are', () => {
    const host = fc.constantFrom('', 'a.x', 'A.X', '*.x', '__proto__', 'constructor', '👋.x');
    const address = fc.constantFrom('*', '', '10.0.0.1', '127.0.0.1');
    const any = fc
      .tuple(address, fc.constantFrom(80, 81), host)
      .map(([a, p, h]) => binding(`${a}:${p}:${h}`));
    fc.assert(
      fc.property(fc.array(fc.array(any, { maxLength: 3 }), { maxLength: 6 }), (lists) => {
        const plan = planBindings(lists.map((list, nth) => site(`S${nth}`, list)));
        for (const [key, bindings] of plan.bindings) {
          for (const { slot, binding: one } of bindings) {
            if (slot === null) continue;
            expect(plan.slots.get(slot)?.routes.get(one.host.toLowerCase())?.site).toBe(key);
          }
        }
      }),
    );
  });
});
