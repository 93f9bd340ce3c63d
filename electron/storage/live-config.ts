import { posix } from 'node:path';

/**
 * Why a path must not be written as a file, or null. IIS reads and writes its live applicationHost.config itself:
 * a rename under it drops owner and rights, and IIS isn't asked. Pure text, so that a Windows path is told anywhere.
 */
export function liveConfigReason(
  path: string,
  systemRoot: string | undefined = process.env['SystemRoot'],
): string | null {
  const name = posix.normalize(path.replaceAll('\\', '/')).toLowerCase();
  const plain = name.replace(/^\/+(?:\?|\.)\/(?:unc\/)?/, '//');
  const roots = [systemRoot?.replaceAll('\\', '/').toLowerCase().replace(/\/+$/, ''), 'c:/windows'];
  const live = /\/(?:system32|sysnative|syswow64)\/inetsrv\/config(?:\/|$)/.test(plain);
  const inRoot = roots.some((root) => root !== undefined && root !== '' && plain.includes(`${root}/`));
  if (live && (inRoot || /(?:^|\/)windows\//.test(plain))) {
    return `${path} is the live configuration of IIS on this computer, which is not written as a file.`;
  }
  // The drive letter of an administrative share, or admin$ itself: \\server\admin$\…, \\server\c$\…
  if (/(?:^|\/)(?:admin|[a-z])\$\//.test(plain) && (live || /\/admin\$\//.test(plain))) {
    return `${path} lies on an administrative share, where a live configuration is not written as a file.`;
  }
  return null;
}
