import Button from '@mui/material/Button';
import { lazy, Suspense, useState } from 'react';
import type { KeptRequest, OpenedSession } from '../../../../shared/model/keep';
import type { TesterState } from '../../../../shared/model/tester';
import { invoke, useBridge } from '../../../ipc/bridge';
import type { BuiltRequest } from '../connect-request';
import { remember } from '../tester-memory';
import { draftOf } from './draft-of';

const KeepDialog = lazy(() => import('./KeepDialog'));
const CollectionsDialog = lazy(() => import('./CollectionsDialog'));

interface Props {
  serverId: string;
  state: TesterState | undefined;
  built: BuiltRequest;
  /** A session or request stands in the bar now: show it. */
  onShow: () => void;
}

/** What is kept of the Tester: sessions as files, requests in collections. */
export function KeepBar({ serverId, state, built, onShow }: Props) {
  const bridge = useBridge();
  const [open, setOpen] = useState<'keep' | 'collections' | null>(null);
  const close = () => setOpen(null);
  const onOpened = ({ sessionId, request }: OpenedSession) => {
    remember(serverId, { ...draftOf(request), sessionId, selected: null, follow: false });
    close();
    onShow();
  };
  const onUse = ({ name, connect, messages }: KeptRequest) => {
    remember(serverId, draftOf(connect));
    // What was said to it stands among the saved messages, to be sent when the socket is open.
    void saveAll(messages.map((message, at) => ({ name: `${name} ${at + 1}`.slice(-120), message })));
    close();
    onShow();
  };
  const saveAll = async (all: { name: string; message: KeptRequest['messages'][number] }[]) => {
    for (const one of all.slice(0, 100))
      await invoke(bridge, 'tester.saveMessage', one).catch(() => undefined);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen('collections')}>
        Collections…
      </Button>
      <Button size="small" onClick={() => setOpen('keep')}>
        Take along…
      </Button>
      <Suspense fallback={null}>
        {open === 'keep' && <KeepDialog state={state} built={built} onOpened={onOpened} onClose={close} />}
        {open === 'collections' && <CollectionsDialog built={built} onUse={onUse} onClose={close} />}
      </Suspense>
    </>
  );
}
