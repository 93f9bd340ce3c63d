import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import type { ObjectDetail } from '../../../shared/model/inventory';
import { ErrorState } from '../../components/ErrorState';
import { SettingEditor } from '../../components/setting-editor/SettingEditor';
import { useSettingChanges } from '../../components/setting-editor/use-setting-changes';
import type { Target } from '../../components/setting-editor/use-setting-changes';
import { SkeletonLines } from '../../components/Skeletons';
import { StateSign } from '../../components/StateSign';
import { useCall } from '../../ipc/hooks';
import styles from './ObjectDrawer.module.css';

interface Props {
  serverId: string;
  target: Target;
  onTarget: (target: Target) => void;
  readOnly: string | undefined;
  /** Counts up when the keyboard asked for the drawer: the focus goes into it. */
  focusOn: number;
  onClose: () => void;
  onSitesOf: (pool: string) => void;
  onReadiness: (site: string, application: string) => void;
}

/** Every setting of one object beside the table; arrows in the table move on to the next object. */
export function ObjectDrawer(props: Props) {
  const { serverId, target, focusOn, onClose } = props;
  const detail = useCall('inventory.detail', { serverId, target });
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusOn > 0) close.current?.focus();
  }, [focusOn]);
  return (
    <aside
      className={styles.drawer}
      aria-label={`Settings of ${nameOf(target)}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <div className={styles.names}>
          <h2 className={styles.title} title={nameOf(target)}>
            {nameOf(target)}
          </h2>
          <p className={styles.sub}>{detail.data?.subtitle ?? kinds[target.kind]}</p>
        </div>
        <Button ref={close} size="small" onClick={onClose}>
          Close
        </Button>
      </header>
      {detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} retryLabel="Read again" />
      ) : detail.data === undefined ? (
        <div className={styles.coming}>
          <SkeletonLines lines={9} label="Reading its settings" />
        </div>
      ) : (
        <Detail key={JSON.stringify(target)} {...props} detail={detail.data} />
      )}
    </aside>
  );
}

const kinds: Record<Target['kind'], string> = {
  server: 'Server',
  pool: 'Application pool',
  site: 'Site',
  application: 'Application',
};

function nameOf(target: Target): string {
  if (target.kind === 'server') return 'Server';
  if (target.kind === 'pool') return target.pool;
  return target.kind === 'site' ? target.site : `${target.site}${target.path}`;
}

/** Past this many settings a field to find one is worth its place. */
const SEARCH_FROM = 10;

function Detail({ serverId, target, detail, ...props }: Props & { detail: ObjectDetail }) {
  const changes = useSettingChanges(serverId);
  const [wanted, setWanted] = useState('');
  const text = wanted.trim().toLowerCase();
  const settings = detail.settings.filter(({ name }) => name.toLowerCase().includes(text));
  return (
    <div className={styles.body} tabIndex={-1}>
      <div className={styles.top}>
        <Links target={target} {...props} />
        <Applications target={target} applications={detail.applications} onTarget={props.onTarget} />
        {props.readOnly !== undefined && <p className={styles.note}>{props.readOnly}</p>}
        {detail.problems.map(({ sentence }) => (
          <p key={sentence} className={styles.problem}>
            <StateSign state="broken" />
            <span>{sentence}</span>
          </p>
        ))}
        {detail.settings.length >= SEARCH_FROM && (
          <TextField
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            placeholder="Find a setting"
            slotProps={{ htmlInput: { 'aria-label': 'Find a setting', spellCheck: false } }}
          />
        )}
      </div>
      <ul aria-label="Settings">
        {settings.map((setting) => (
          <SettingEditor
            key={setting.path}
            target={target}
            setting={setting}
            changes={changes}
            readOnly={props.readOnly}
          />
        ))}
      </ul>
      {settings.length === 0 && <p className={styles.none}>No setting has “{wanted}” in its name.</p>}
    </div>
  );
}

function Links({ target, onSitesOf, onReadiness }: Pick<Props, 'target' | 'onSitesOf' | 'onReadiness'>) {
  if (target.kind === 'server') return null;
  return (
    <div className={styles.links}>
      {target.kind === 'pool' ? (
        <Button size="small" onClick={() => onSitesOf(target.pool)}>
          Sites of this pool
        </Button>
      ) : (
        <Button
          size="small"
          onClick={() => onReadiness(target.site, target.kind === 'site' ? '/' : target.path)}
        >
          Readiness
        </Button>
      )}
    </div>
  );
}

/** More than this many are counted, not listed. */
const LISTED = 12;

function Applications({
  target,
  applications,
  onTarget,
}: Pick<Props, 'target' | 'onTarget'> & { applications: readonly string[] }) {
  if (target.kind === 'pool' || target.kind === 'server') {
    const rest = applications.length - LISTED;
    return (
      <p className={styles.note}>
        {applications.length === 0
          ? 'No application runs here.'
          : `Touches ${applications.slice(0, LISTED).join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en-US')} more` : ''}.`}
      </p>
    );
  }
  if (applications.length < 2) return null;
  const { site } = target;
  return (
    <TextField
      select
      label="Settings of"
      id="settings-of"
      value={target.kind === 'application' ? target.path : ''}
      onChange={({ target: { value } }) =>
        onTarget(value === '' ? { kind: 'site', site } : { kind: 'application', site, path: value })
      }
      slotProps={{ select: { displayEmpty: true } }}
    >
      <MenuItem value="">the site</MenuItem>
      {applications.map((name) => (
        <MenuItem key={name} value={name.slice(site.length)}>
          <code>{name}</code>
        </MenuItem>
      ))}
    </TextField>
  );
}
