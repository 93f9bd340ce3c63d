import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LiveSample } from '../../../shared/model/live';
import { useTopic } from '../../ipc/hooks';
import { useVisible } from './use-visible';

/** The last reading; the server is read while this is used and the window can be seen. null: none came yet. */
export function useLive(serverId: string): LiveSample | null {
  const queries = useQueryClient();
  const visible = useVisible();
  const [kept, setKept] = useState<{ serverId: string; sample: LiveSample } | null>(null);
  useTopic('live.sample', visible ? { serverId } : null, (sample) => {
    setKept({ serverId, sample });
    void queries.invalidateQueries({ queryKey: ['live.history'] });
  });
  return kept?.serverId === serverId ? kept.sample : null;
}
