import { useState } from 'react';
import type { LoadQuestion, LoadRequest } from '../../../../shared/model/tester-runs';
import { ErrorState } from '../../../components/ErrorState';
import { invoke, toBridgeError, useBridge } from '../../../ipc/bridge';
import type { BridgeError } from '../../../ipc/bridge';
import type { PageProps } from '../../shell/page-props';
import type { BuiltRequest } from '../connect-request';
import { useKept } from '../runs/use-kept';
import { useRun } from '../runs/use-run';
import { firstLoad, readLoad } from './load-draft';
import styles from './Load.module.css';
import LoadAsk from './LoadAsk';
import { LoadForm } from './LoadForm';
import { LoadView } from './LoadView';

interface Props {
  serverId: string;
  /** The address and options of the bar above. */
  built: BuiltRequest;
  navigate: PageProps['navigate'];
}

/** Many sockets on the address above: asked about first, watched as they go, ended at the first that fails. */
export function LoadTab({ serverId, built, navigate }: Props) {
  const bridge = useBridge();
  const run = useRun('tester.load', serverId);
  const [draft, change] = useKept(`load:${serverId}`, firstLoad);
  const [asking, setAsking] = useState<{ request: LoadRequest; question: LoadQuestion } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<BridgeError | null>(null);
  const read = readLoad(draft);

  const begin = async () => {
    if (!built.ok || !read.ok) return;
    const request: LoadRequest = { connect: built.request, ...read.size };
    setFailed(null);
    setBusy(true);
    try {
      const question = await invoke(bridge, 'tester.loadQuestion', request);
      if (question.asks) setAsking({ request, question });
      else await run.start(request);
    } catch (error) {
      setFailed(toBridgeError(error));
    }
    setBusy(false);
  };
  return (
    <div className={styles.columns}>
      <LoadForm
        draft={draft}
        read={read}
        onChange={change}
        running={run.state === 'running' ? { size: run.input } : null}
        why={built.ok ? null : built.sentence}
        busy={busy}
        onStart={() => void begin()}
        onStop={() => void run.cancel()}
      />
      <div className={styles.results}>
        {failed && <ErrorState inline error={failed} />}
        <LoadView run={run} navigate={navigate} />
      </div>
      {asking && (
        <LoadAsk
          question={asking.question}
          asked={asking.request.connections}
          onNo={() => setAsking(null)}
          onYes={(connections) => {
            setAsking(null);
            void run.start({ ...asking.request, connections, confirmed: asking.question.host });
          }}
        />
      )}
    </div>
  );
}
