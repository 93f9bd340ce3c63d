import { useEffect, useEffectEvent } from 'react';
import type { TopicInput, TopicName, TopicPayload } from '../../shared/contract';
import { useBridge } from './bridge';

/**
 * Listens to a topic while the component lives; `null` as input listens to nothing.
 * `missed` is true when the sequence had a gap: what was kept may be stale, ask again.
 */
export function useTopic<N extends TopicName>(
  topic: N,
  input: TopicInput<N> | null,
  listener: (payload: TopicPayload<N>, missed: boolean) => void,
): void {
  const bridge = useBridge();
  const hear = useEffectEvent(listener);
  const key = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (key === null) return undefined;
    let last = 0;
    return bridge.subscribe(topic, JSON.parse(key), ({ seq, payload }) => {
      const missed = seq !== last + 1;
      last = seq;
      hear(payload as TopicPayload<N>, missed);
    });
  }, [bridge, topic, key]);
}
