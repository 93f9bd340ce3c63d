// What Electron and the tests need from a bare Debian or Ubuntu. Installed when we may, else said in one line.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const WINDOW =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libatk-bridge2.0-0 libatspi2.0-0 libdrm2 libxss1 libxtst6 libnotify4 libsecret-1-0 libcups2 dbus dbus-x11 fonts-dejavu-core';

const NEEDS = {
  unzip: { packages: 'unzip', isThere: () => onPath('unzip') },
  ripgrep: { packages: 'ripgrep', isThere: () => onPath('rg') },
  xmllint: { packages: 'libxml2-utils', isThere: () => onPath('xmllint') },
  display: { packages: 'xvfb xauth', isThere: () => onPath('xvfb-run') && onPath('Xvfb') },
  window: { packages: WINDOW, isThere: hasWindowLibraries },
  proxies: { packages: 'haproxy nginx', isThere: () => onPath('haproxy') && onPath('nginx') },
};

function onPath(name) {
  return [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'].some(
    (dir) => dir && existsSync(path.join(dir, name)),
  );
}

/** The loader's cache names every library it would find. */
function hasWindowLibraries() {
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  const wanted = [
    'libgtk-3.so.0',
    'libnss3.so',
    'libasound.so.2',
    'libgbm.so.1',
    'libatk-bridge-2.0.so.0',
    'libcups.so.2',
  ];
  return wanted.every((name) => known.includes(name));
}

/** Newer Debian and Ubuntu renamed some (libasound2 → libasound2t64). */
function availableName(name) {
  const has = (candidate) => spawnSync('apt-cache', ['show', candidate], { stdio: 'ignore' }).status === 0;
  return has(name) || !has(`${name}t64`) ? name : `${name}t64`;
}

/**
 * Makes sure of the named needs (`unzip`, `ripgrep`, `xmllint`, `display`, `window`, `proxies`) on Linux. Installs what is missing when
 * root with apt-get; else says the one line to run and goes on: what really needs it will say so itself.
 */
export function ensureSystemPackages(names, say) {
  if (process.platform !== 'linux') return;
  const missing = names.map((name) => NEEDS[name]).filter((need) => !need.isThere());
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages.split(' '));
  const line = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(`system packages are missing; run: sudo sh -c '${line}'`);
    return;
  }
  say(`installing system packages: ${packages.join(' ')}`);
  // In run level 1 a package's service is not started behind our back.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  apt('update', '-qq');
  if (!apt('install', '-y', '-qq', '--no-install-recommends', ...packages.map(availableName)))
    say(`that failed; run: ${line}`);
}
