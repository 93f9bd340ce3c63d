import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import wabt from 'wabt';

/** WebAssembly from its text: `import base64 from './x.wat'` gives the assembled module. */
export const watPlugin: Plugin = {
  name: 'wat',
  enforce: 'pre',
  async load(id) {
    const [file = ''] = id.split('?');
    if (!file.endsWith('.wat')) return null;
    this.addWatchFile(file);
    const assembler = await wabt();
    const parsed = assembler.parseWat(file, await readFile(file, 'utf8'), { simd: true });
    try {
      parsed.validate();
      const { buffer } = parsed.toBinary({});
      return `export default ${JSON.stringify(Buffer.from(buffer).toString('base64'))};`;
    } finally {
      parsed.destroy();
    }
  },
};
