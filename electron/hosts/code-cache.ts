import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Script } from 'node:vm';

/** What V8 made of a script. It accepts that for a text of the same length, so the text's own hash stands beside it. */
interface Compiled {
  hash: string;
  data: Buffer;
}
type Wrapped = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  file: string,
  dir: string,
) => void;

const DIGEST_BYTES = 32;
const digest = (data: Buffer | string) => createHash('sha256').update(data);

/**
 * Keeps what V8 compiled of our own scripts from one start to the next: half of what the engine's process does until the
 * first page. Node has it as `module.enableCompileCache` from 22.1 on; Electron 33 has Node 20.
 *
 * What is kept runs as the program does, so it lies beside the program's files and is as well guarded as they are: where
 * those can't be written, nothing is kept. What is torn, of another text or of another V8 is not used.
 */
export class CodeCache {
  readonly #file: string;
  readonly #kept: ReadonlyMap<string, Compiled>;
  readonly #scripts = new Map<string, { hash: string; script: Script }>();
  #fresh = false;

  constructor(file: string) {
    this.#file = file;
    this.#kept = read(file);
  }

  /** Forgets what is kept: an engine that died may have died of it. */
  static remove(file: string): void {
    try {
      rmSync(file, { force: true });
    } catch {
      // Where it can't be removed it could not be written either.
    }
  }

  /** A `require` for the CommonJS files of a folder, given as './name.cjs': they, and those that they require, are compiled here. */
  requireFrom(folder: string): (id: string) => unknown {
    const others = createRequire(path.join(folder, 'index.cjs'));
    const modules = new Map<string, { exports: unknown }>();
    const load = (id: string): unknown => {
      if (!id.startsWith('./')) return others(id);
      const file = path.join(folder, id);
      const before = modules.get(file);
      if (before) return before.exports;
      const module = { exports: {} };
      modules.set(file, module);
      this.compile(file, readFileSync(file, 'utf8'))(module.exports, load, module, file, folder);
      return module.exports;
    };
    return load;
  }

  /** The module's function. Throws what V8 throws on a text that is no script. */
  compile(file: string, text: string): Wrapped {
    const name = path.basename(file);
    const hash = digest(text).digest('hex');
    const kept = this.#kept.get(name);
    const usable = kept?.hash === hash ? { cachedData: kept.data } : {};
    const script = new Script(Module.wrap(text), { filename: file, ...usable });
    if (script.cachedDataRejected !== false) this.#fresh = true;
    this.#scripts.set(name, { hash, script });
    return script.runInThisContext() as Wrapped;
  }

  /** Keeps what is compiled by now, functions that ran included, unless all of it was kept before. Never throws. */
  save(): void {
    if (!this.#fresh) return;
    this.#fresh = false;
    const compiled = new Map<string, Compiled>();
    for (const [name, { hash, script }] of this.#scripts)
      compiled.set(name, { hash, data: script.createCachedData() });
    const data = serialize(compiled);
    const beside = `${this.#file}.${randomUUID()}`;
    try {
      writeFileSync(beside, Buffer.concat([digest(data).digest(), data]));
      renameSync(beside, this.#file);
    } catch {
      // A folder that can't be written (Program Files), or in use by another start: this start has lost nothing.
      CodeCache.remove(beside);
    }
  }
}

function read(file: string): ReadonlyMap<string, Compiled> {
  try {
    const bytes = readFileSync(file);
    const data = bytes.subarray(DIGEST_BYTES);
    if (!digest(data).digest().equals(bytes.subarray(0, DIGEST_BYTES))) return new Map();
    return deserialize(data) as Map<string, Compiled>;
  } catch {
    return new Map();
  }
}
