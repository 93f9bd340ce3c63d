import { applyEdits } from '../../iis/config';
import type { Edit, ServerConfig } from '../../iis/config';

const MODULE = 'WebSocketModule';
const MODULES = 'system.webServer/modules';

/**
 * applicationHost.config as the installer of Web-WebSockets leaves it: the module registered in globalModules, and
 * added, locked, to the live modules list, wherever that stands (on a stock server in `<location path="">`; Microsoft's
 * table of role services and configuration). An entry that is there already stays. The same bytes when both are.
 */
export function withFeature(config: ServerConfig): Uint8Array {
  const edits: Edit[] = [];
  if (!config.globalModules.has(MODULE)) {
    const attributes = { name: MODULE, image: '%windir%\\System32\\inetsrv\\iiswsock.dll' };
    edits.push({
      kind: 'add-element',
      ref: { section: 'system.webServer/globalModules', element: 'add', attributes },
    });
  }
  const listed = config.blocks
    .find('', MODULES)
    .some(({ element }) =>
      element.children.some((child) => child.name === 'add' && child.get('name') === MODULE),
    );
  if (!listed) {
    const attributes = { name: MODULE, lockItem: 'true' };
    edits.push({ kind: 'add-element', ref: { section: MODULES, element: 'add', attributes } });
  }
  return applyEdits(config, edits)[0]?.after ?? config.document.bytes;
}
