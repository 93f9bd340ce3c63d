import { useEffect, useEffectEvent } from 'react';
import type { TopicInput, TopicName, TopicPayload } from '../../shared/contract';
import type { Bridge } from '../../shared/wire';
import { useBridge } from './bridge';

/** `missed` is true when the sequence had a gap: what was kept may be stale, ask again. */
type Listener<N extends TopicName> = (payload: TopicPayload<N>, missed: boolean) => void;

/** Subscribes, and watches the sequence numbers. Answers the unsubscribe function. */
export function listen<N extends TopicName>(
  bridge: Bridge,
  topic: N,
  input: TopicInput<N>,
  listener: Listener<N>,
): () => void {
  let last = 0;
  return bridge.subscribe(topic, input, ({ seq, payload }) => {
    const missed = seq !== last + 1;
    last = seq;
    listener(payload as TopicPayload<N>, missed);
  });
}

/** Listens to a topic while the component lives; `null` as input listens to nothing. */
export function useTopic<N extends TopicName>(
  topic: N,
  input: TopicInput<N> | null,
  listener: Listener<N>,
): void {
  const bridge = useBridge();
  const hear = useEffectEvent(listener);
  const key = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (key === null) return undefined;
    return listen(bridge, topic, JSON.parse(key) as TopicInput<N>, (payload, missed) =>
      hear(payload, missed),
    );
  }, [bridge, topic, key]);
}
