import { useHeadingFocus } from '../../components/heading-focus';
import { SitePicker } from '../../components/SitePicker';
import { useCall } from '../../ipc/hooks';
import type { PageProps } from '../shell/page-props';
import { Composer } from './Composer';
import { CertificatePane } from './connect/CertificatePane';
import { useInspect } from './connect/use-inspect';
import { ConnectBar } from './ConnectBar';
import { FrameCard } from './FrameCard';
import { FrameLog } from './FrameLog';
import { Handshake } from './Handshake';
import { LogHead } from './log/LogHead';
import { NoFrames } from './log/NoFrames';
import { givenUp, phaseWords } from './end-words';
import { Tasks } from './talk/Tasks';
import { useTalk } from './talk/use-talk';
import { useTesterMemory } from './tester-memory';
import styles from './TesterPage.module.css';
import { KeepBar } from './keep/KeepBar';
import { ProbesTab } from './probes/ProbesTab';
import { LoadTab } from './load/LoadTab';
import { connectRequest } from './connect-request';
import { TesterTabs, testerTab } from './TesterTabs';
import { useSession } from './use-session';
import { useSiteAddress } from './use-site-address';
import { Verdict } from './Verdict';
import { shownElsewhere } from './whose';

/** An ad-hoc socket: connect, send, look at every frame, and read why it failed or ended. */
export default function TesterPage({ serverId, site, application, params, navigate }: PageProps) {
  const heading = useHeadingFocus();
  const overview = useCall('servers.overview', { serverId });
  const [memory, change] = useTesterMemory(serverId);
  const session = useSession(serverId);
  const talk = useTalk(session);
  const inspection = useInspect(memory, session);
  const { looked } = inspection;
  const listens = overview.data !== undefined && overview.data.entry.kind !== 'file';
  const address = useSiteAddress(serverId, listens, { site, application, memory });
  const { state } = session;
  const built = connectRequest(memory);
  const tab = testerTab(params['tab']);
  const shown = shownElsewhere(state, memory.url);

  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        Tester: {state ? `${state.url} is ${phaseWords(state).text}` : 'no socket yet'}
      </h1>
      <ConnectBar
        draft={memory}
        onChange={change}
        session={session}
        talk={talk}
        onInspect={() => {
          if (tab !== 'socket') navigate({ params: {} });
          void inspection.inspect();
        }}
        onConnect={() => {
          if (tab !== 'socket') navigate({ params: {} });
          void session.connect();
        }}
        main={tab === 'socket'}
        filling={address.filling}
        siteSentence={address.sentence}
        picker={
          listens && (
            <SitePicker
              align="start"
              serverId={serverId}
              site={address.claimed}
              application={application}
              onPick={(picked, path) => {
                // The same site again: what was typed over its address is put back.
                if (picked === site && path === application) address.fill(picked, path);
                else navigate({ site: picked, application: path, params });
              }}
            />
          )
        }
      />
      <TesterTabs tab={tab} onTab={(next) => navigate({ params: next === 'socket' ? {} : { tab: next } })}>
        <KeepBar serverId={serverId} state={state} built={built} onShow={() => navigate({ params: {} })} />
      </TesterTabs>
      {tab === 'socket' && state !== undefined && shown !== null && (
        <p className={styles.whose} role="status">
          What is shown is {state.phase === 'ended' ? 'of' : 'the socket that is open to'}{' '}
          <code>{shown}</code>; the address above was not dialled
          {state.phase === 'ended' ? '' : ' and can be once it is closed'}.
        </p>
      )}
      {/* What happened before is no answer to what is typed wrongly now. */}
      {tab === 'socket' && session.wrong === null && (
        <Verdict
          state={state}
          error={session.error}
          onFollow={(follow) => void session.connect({ follow })}
          onReadiness={
            state && listens && address.leads(state.url)
              ? () => navigate({ page: 'readiness', site, application })
              : undefined
          }
        />
      )}
      <div className={memory.details ? styles.columns : styles.wide} hidden={tab !== 'socket'}>
        {looked && (
          <CertificatePane
            looked={looked}
            onClose={inspection.close}
            onTrust={(fingerprint) => {
              inspection.close();
              void session.connect({ change: { trust: { fingerprint, authority: looked.authority } } });
            }}
          />
        )}
        <section className={styles.log} hidden={looked !== null} aria-labelledby="frames-title">
          <header className={styles.head}>
            <h2 id="frames-title">Frames</h2>
            <LogHead
              state={state}
              follow={memory.follow}
              onFollow={(follow) => change({ follow })}
              details={memory.details}
              onDetails={(details) => change({ details })}
            />
          </header>
          {state === undefined || (state.frames === 0 && (state.end === null || givenUp(state))) ? (
            <NoFrames state={state} dialling={session.dialling} listens={listens} />
          ) : (
            <FrameLog
              key={state.sessionId}
              state={state}
              selected={memory.selected}
              onSelect={(selected) => change({ selected })}
              follow={memory.follow}
              onPause={() => change({ follow: false })}
              onFollow={() => change({ follow: true })}
            />
          )}
          <Tasks tasks={state?.tasks ?? []} onStop={(taskId) => void talk.stop(taskId)} />
          <Composer
            draft={memory}
            onChange={change}
            open={state?.phase === 'open'}
            sessionId={session.sessionId}
            pongs={!memory.autoPong}
            talk={talk}
          />
        </section>
        <div className={styles.side} hidden={!memory.details}>
          <Handshake state={state} />
          <FrameCard sessionId={state?.sessionId ?? null} selected={memory.selected} />
        </div>
      </div>
      {tab === 'probes' && <ProbesTab serverId={serverId} built={built} />}
      {tab === 'load' && <LoadTab serverId={serverId} built={built} navigate={navigate} />}
    </div>
  );
}
