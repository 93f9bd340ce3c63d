import type { LifetimeCut, LimitRung } from '../../../shared/model/limits';
import { ErrorState } from '../../components/ErrorState';
import { SettingName } from '../../components/setting-editor/SettingName';
import { SettingEditor } from '../../components/setting-editor/SettingEditor';
import { useSettingChanges } from '../../components/setting-editor/use-setting-changes';
import { SkeletonLines } from '../../components/Skeletons';
import { SourceLabel } from '../../components/SourceLabel';
import { useCall } from '../../ipc/hooks';
import { Arithmetic } from './Arithmetic';
import { CeilingField } from './CeilingField';
import styles from './LimitEditor.module.css';
import { afterWords, ceilingWords, cutLine, otherSource, percent, rungNote } from './words';

export type Picked = { kind: 'rung'; rung: LimitRung } | { kind: 'cut'; cut: LifetimeCut };

interface Props {
  serverId: string;
  picked: Picked;
  sockets: number | null;
  readOnly: string | undefined;
}

/** The chosen rung or cut: what it is now, where from, what it may be, and the field that changes it. */
export function LimitEditor({ serverId, picked, sockets, readOnly }: Props) {
  const of = picked.kind === 'rung' ? picked.rung : picked.cut;
  return (
    <>
      <h2 className={styles.title}>{of.title}</h2>
      {picked.kind === 'rung' ? (
        <RungNow rung={picked.rung} sockets={sockets} />
      ) : (
        <CutNow cut={picked.cut} />
      )}
      <Arithmetic lines={of.arithmetic} />
      <Field key={`${of.id}:${JSON.stringify(of.target)}`} {...{ serverId, of, readOnly }} />
    </>
  );
}

function RungNow({ rung, sockets }: { rung: LimitRung; sockets: number | null }) {
  const used = sockets === null || !rung.value || rung.bounds === 'bursts' ? null : sockets / rung.value;
  return (
    <>
      <p className={styles.now}>
        <strong>{ceilingWords(rung)}</strong>{' '}
        {rung.unknown === undefined && (rung.bounds === 'bursts' ? 'waiting requests' : 'sockets')}
        {used !== null && <span className={styles.used}>{percent(used)} used</span>}
      </p>
      <p className={rung.problem === undefined ? styles.words : styles.error}>
        {rung.problem ?? rungNote(rung)}
      </p>
    </>
  );
}

function CutNow({ cut }: { cut: LifetimeCut }) {
  return (
    <>
      <p className={styles.now}>
        {cut.cuts === 'none' ? (
          <>
            <strong>never</strong> cuts an open socket
          </>
        ) : (
          <>
            <strong>{afterWords(cut)}</strong> {cutLine(cut)}
          </>
        )}
      </p>
      <p className={styles.words}>{cut.sentence}</p>
    </>
  );
}

function Field({
  serverId,
  of,
  readOnly,
}: {
  serverId: string;
  of: LimitRung | LifetimeCut;
  readOnly: string | undefined;
}) {
  const detail = useCall('inventory.detail', { serverId, target: of.target });
  const changes = useSettingChanges(serverId);
  if (detail.isError)
    return (
      <ErrorState inline error={detail.error} onRetry={() => void detail.refetch()} retryLabel="Read again" />
    );
  if (!detail.data) return <SkeletonLines lines={3} label="Reading the setting" />;
  const setting = detail.data.settings.find(({ name }) => name === of.setting);
  if (!setting || readOnly !== undefined)
    return (
      <>
        <From of={of} />
        <p className={styles.note}>{readOnly ?? 'It can’t be changed from here.'}</p>
      </>
    );
  if (setting.name === 'limits.maxConnections')
    return (
      <>
        <From of={of} />
        <CeilingField target={of.target} setting={setting} changes={changes} />
      </>
    );
  return (
    <ul className={styles.setting}>
      <SettingEditor target={of.target} setting={setting} changes={changes} />
    </ul>
  );
}

function From({ of }: { of: LimitRung | LifetimeCut }) {
  return (
    <p className={styles.from}>
      <SettingName name={of.setting} />
      {' · '}
      {of.source === null ? otherSource(of) : <SourceLabel label={of.source.label} where={of.source.where} />}
    </p>
  );
}
