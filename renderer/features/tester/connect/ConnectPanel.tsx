import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { RefObject } from 'react';
import styles from './ConnectPanel.module.css';
import { FieldPart } from './FieldPart';
import type { PartProps } from './FieldPart';
import { chipsOf, GROUPS } from './groups';
import type { Group } from './groups';
import { ProtocolPart } from './ProtocolPart';
import { RequestPart } from './RequestPart';
import { RoutePart } from './RoutePart';
import { TlsPart } from './TlsPart';

interface Props extends PartProps {
  anchor: RefObject<HTMLElement | null>;
  /** The group that is shown; null: closed. */
  group: Group | null;
  onGroup: (group: Group | null) => void;
  onConnect: (() => void) | undefined;
  onInspect: () => void;
}

/** All there is to say about how to connect, one group at a time; Enter in a field connects. */
export function ConnectPanel({ anchor, group, onGroup, onConnect, onInspect, ...props }: Props) {
  const chips = chipsOf(props.draft);
  return (
    <Popover
      open={group !== null}
      onClose={() => onGroup(null)}
      anchorEl={() => anchor.current}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': 'How to connect' } }}
    >
      <form
        className={styles.panel}
        onSubmit={(event) => {
          event.preventDefault();
          // It is inside of the bar's own form as React sees it.
          event.stopPropagation();
          if (onConnect) onConnect();
          else onGroup(null);
        }}
      >
        <Tabs
          orientation="vertical"
          className={styles.groups ?? ''}
          value={group ?? 'request'}
          aria-label="Groups of settings"
          onChange={(_event, next: Group) => onGroup(next)}
        >
          {GROUPS.map(([id, word]) => {
            const set = chips.filter((chip) => chip.group === id).length;
            return (
              <Tab
                key={id}
                value={id}
                id={`connect-tab-${id}`}
                aria-controls="connect-group"
                label={set === 0 ? word : `${word} (${set})`}
              />
            );
          })}
        </Tabs>
        <div className={styles.side}>
          <div
            id="connect-group"
            role="tabpanel"
            aria-labelledby={`connect-tab-${group ?? 'request'}`}
            className={styles.part}
          >
            {group === 'request' && <RequestPart {...props} />}
            {group === 'subprotocols' && (
              <FieldPart
                {...props}
                name="subprotocols"
                label="Subprotocols, with commas between"
                placeholder="chat.v2, chat.v1"
                hint="Offered in this order; the server takes one or none."
              />
            )}
            {group === 'tls' && <TlsPart {...props} onInspect={onInspect} />}
            {group === 'route' && <RoutePart {...props} />}
            {group === 'protocol' && <ProtocolPart {...props} />}
          </div>
          <div className={styles.foot}>
            <Button onClick={() => onGroup(null)}>Done</Button>
            {onConnect && (
              <Button type="submit" variant="contained">
                Connect
              </Button>
            )}
          </div>
        </div>
      </form>
    </Popover>
  );
}
