import type { Plugin } from 'vite';

/**
 * Lets the page ask for these fonts (names of files without their hash) with its scripts, not when the first text is laid
 * out: that is drawn once then, instead of once in a font of the system's.
 */
export const fontPreload = (names: readonly string[]): Plugin => ({
  name: 'font-preload',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      names.map((name) => {
        const file = Object.keys(bundle ?? {}).find(
          (one) => one.includes(`/${name}-`) && one.endsWith('.woff2'),
        );
        if (file === undefined) throw new Error(`the build has no font ${name}`);
        const attrs = {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: true,
          href: `./${file}`,
        };
        return { tag: 'link', attrs, injectTo: 'head-prepend' as const };
      }),
  },
});
