/** A WebAssembly text file, assembled by the build (scripts/build/wat.ts): its binary as base64. */
declare module '*.wat' {
  const base64: string;
  export default base64;
}

/** What we use of it; TypeScript has it among the browser's types only, which the engine has none of. */
declare namespace WebAssembly {
  type Module = object;
  const Module: new (bytes: Uint8Array) => Module;
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    private constructor();
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
