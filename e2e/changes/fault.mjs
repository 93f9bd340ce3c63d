// Loaded into the command line by `node --import`: makes one thing go wrong at one named point of an apply. It only
// does to the process what the world can do to it.
import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [point, kind] = (process.env.FAULT ?? '').split(':');
const file = process.env.FAULT_FILE ?? '';
const foreign = () => `${fs.readFileSync(file, 'utf8')}<!-- somebody else -->\n`;

const refused = (code) => () =>
  Promise.reject(Object.assign(new Error(`${code}: made by a test`), { code, errno: -1 }));

/** Every write of this process from now on. */
async function refuseWrites(code) {
  const handle = await fs.promises.open(new URL(import.meta.url), 'r');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  return () => {
    for (const name of ['write', 'writev', 'writeFile', 'appendFile']) prototype[name] = refused(code);
    for (const name of ['writeFile', 'appendFile', 'copyFile']) fs.promises[name] = refused(code);
    syncBuiltinESMExports();
  };
}

const full = await refuseWrites('ENOSPC');
const readOnly = await refuseWrites('EROFS');

const faults = {
  kill: () => process.kill(process.pid, 'SIGKILL'),
  'disk-full': full,
  'read-only': readOnly,
  'rename-refused': () => {
    fs.promises.rename = refused('EPERM');
    syncBuiltinESMExports();
  },
  'written-by-others': () => fs.writeFileSync(file, foreign()),
  'replaced-by-others': () => {
    fs.writeFileSync(`${file}.others`, foreign());
    fs.renameSync(`${file}.others`, file);
  },
  'clock-set-back': () => {
    const Real = Date;
    const earlier = () => Real.now() - 86_400_000;
    globalThis.Date = class extends Real {
      constructor(...given) {
        super(...(given.length === 0 ? [earlier()] : given));
      }
      static now() {
        return earlier();
      }
    };
  },
};

/** The engine's own PowerShells, as Linux lists a process's children; a moment later, so that a call is under way. */
function killPowerShell() {
  const list = `/proc/${process.pid}/task/${process.pid}/children`;
  for (const pid of fs.readFileSync(list, 'utf8').split(' ').filter(Boolean))
    if (fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('pwsh'))
      process.kill(Number(pid), 'SIGKILL');
}
faults['kill-powershell'] = () => setTimeout(killPowerShell, Number(process.env.FAULT_AFTER_MS ?? '0'));

let done = false;
subscribe('switchboard.apply', (message) => {
  if (done || message.point !== point) return;
  done = true;
  fs.appendFileSync(process.env.FAULT_LOG ?? '', `${point}\n`);
  faults[kind]();
});
