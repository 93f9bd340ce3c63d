import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ImportedFile, KeptRequest } from '../../../../shared/model/keep';
import { ErrorState } from '../../../components/ErrorState';
import { counted } from '../../../components/format';
import { invoke, toBridgeError, useBridge } from '../../../ipc/bridge';
import type { BridgeError } from '../../../ipc/bridge';
import styles from './Keep.module.css';
import { RequestList } from './RequestList';

interface Props {
  /** Where all of them are put. */
  collection: string;
  onUse: (request: KeptRequest) => void;
  onAdd: (requests: readonly KeptRequest[]) => Promise<void>;
}

/** The WebSocket requests of another tool's file. */
export function ImportPart({ collection, onUse, onAdd }: Props) {
  const bridge = useBridge();
  const [found, setFound] = useState<ImportedFile | null>(null);
  const [error, setError] = useState<BridgeError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    await work().catch((failed: unknown) => setError(toBridgeError(failed)));
    setBusy(false);
  };
  const pick = () =>
    run(async () => {
      const { path } = await invoke(bridge, 'shell.pickOpen', { kind: 'requests' });
      if (path === null) return;
      setFound(null);
      setFound(await invoke(bridge, 'tester.import', { path }));
    });
  return (
    <>
      <div className={styles.line}>
        <span className={styles.note}>
          {found
            ? `${counted(found.requests.length, 'socket')} in the ${found.kind}. ${found.note ?? ''}`
            : 'A HAR from a browser, a Postman collection (v2.1), or a collection of ours.'}
        </span>
        <Button className={styles.right ?? ''} disabled={busy} onClick={() => void pick()}>
          Import…
        </Button>
      </div>
      {error && <ErrorState inline error={error} />}
      {found && (
        <>
          <RequestList label="Sockets of the file" requests={found.requests} onUse={onUse} />
          <div>
            <Button
              disabled={busy || collection === ''}
              onClick={() =>
                void run(async () => {
                  await onAdd(found.requests);
                  setFound(null);
                })
              }
            >
              Add all to {collection}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
