import { describe, expect, it } from 'vitest';
import { readServer } from '../iis/config';
import { Inventory, objectDetail } from './inventory';
import type { TableQuery } from './inventory';

const TEXT = `<configuration>
  <system.applicationHost>
    <applicationPools>
      <add name="Pool 2" managedPipelineMode="Classic" />
      <add name="Pool 10" />
    </applicationPools>
    <sites>
      <site name="Chat &quot;$(x)&quot;" id="2"><application path="/" applicationPool="pool 2" /><bindings><binding protocol="http" bindingInformation="*:8082:" /></bindings></site>
      <site name="Board" id="1"><application path="/" applicationPool="Gone" /></site>
    </sites>
  </system.applicationHost>
</configuration>`;

const config = readServer({
  applicationHost: { path: 'applicationHost.config', bytes: new TextEncoder().encode(TEXT) },
  webConfigs: { complete: true, files: [] },
});
const query = (more: Partial<TableQuery> = {}): TableQuery => ({
  filter: '',
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 100,
  ...more,
});

describe('the tables of Sites & pools', () => {
  it('sorts names as people count, not as text ("Pool 10" before "Pool 2")', () => {
    const { rows } = new Inventory(config).pools(query(), null);
    expect(rows.map(({ name }) => name)).toEqual(['Pool 2', 'Pool 10']);
  });

  it('says that a site names a pool that does not exist', () => {
    const { rows } = new Inventory(config).sites(query(), null);
    expect(rows.map(({ name, problem }) => [name, problem])).toEqual([
      ['Board', 'its pool "Gone" does not exist'],
      ['Chat "$(x)"', undefined],
    ]);
  });

  it('finds the sites of a pool whatever the case it is written in', () => {
    const page = new Inventory(config).sites(query({ filter: 'pool:POOL 2' }), null);
    expect([page.total, page.all, page.rows[0]?.name]).toEqual([1, 2, 'Chat "$(x)"']);
  });

  it('keeps the configuration order for a column it does not know, instead of failing on __proto__', () => {
    const { rows } = new Inventory(config).sites(query({ sort: '__proto__' }), null);
    expect(rows.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('shows no state and no sockets where run time is unknown, never zero', () => {
    const { rows } = new Inventory(config).sites(query(), null);
    expect(rows.map(({ state, sockets }) => [state, sockets])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('names every application that a pool carries', () => {
    expect(objectDetail(config, { kind: 'pool', pool: 'Pool 2' }).applications).toEqual(['Chat "$(x)"/']);
  });
});
