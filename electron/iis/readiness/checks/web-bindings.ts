import type { BindingConfig } from '../../config/types';
import type { Scene } from '../scene';

/** http and https bindings with a port: the only ones over which a WebSocket can arrive. */
export function webBindings(scene: Scene): (BindingConfig & { port: number })[] {
  return (scene.site?.bindings ?? []).filter(
    (binding): binding is BindingConfig & { port: number } =>
      isWeb(binding.protocol) && binding.port !== null,
  );
}

export const isWeb = (protocol: string): boolean => /^https?$/i.test(protocol);
