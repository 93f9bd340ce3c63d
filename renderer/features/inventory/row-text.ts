import type { PoolRow, SiteRow } from '../../../shared/model/inventory';

/** A tab or line end inside a name would break the row apart where it is pasted. */
const clean = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');

function lines(fields: readonly (readonly [name: string, value: string | number | null])[]): string {
  const names = fields.map(([name]) => name).join('\t');
  const values = fields.map(([, value]) => clean(value === null ? 'unknown' : String(value))).join('\t');
  return `${names}\n${values}`;
}

/** A site's row for the clipboard: a line of IIS names and a line of values, tab-separated. */
export function siteText(row: SiteRow): string {
  return lines([
    ['name', row.name],
    ['id', row.id],
    ['state', row.state],
    ['applicationPool', row.pool],
    ['bindings', row.bindings],
    ['sockets', row.sockets],
    ['webSocket.enabled', row.webSocket.text],
    ['webSocket.enabled from', row.webSocket.source?.label ?? null],
    ['webSocket locked', row.webSocketLocked === null ? null : String(row.webSocketLocked)],
    ['limits.maxConnections', row.maxConnections.text],
    ['limits.connectionTimeout', row.connectionTimeout.text],
  ]);
}

/** A pool's row for the clipboard, as `siteText`. */
export function poolText(row: PoolRow): string {
  return lines([
    ['name', row.name],
    ['state', row.state],
    ['applications', row.applications],
    ['sockets', row.sockets],
    ['managedPipelineMode', row.pipelineMode.text],
    ['managedRuntimeVersion', row.runtimeVersion.text],
    ['startMode', row.startMode.text],
    ['processModel.idleTimeout', row.idleTimeout.text],
    ['recycling.periodicRestart.time', row.periodicRestart.text],
    ['queueLength', row.queueLength.text],
  ]);
}
