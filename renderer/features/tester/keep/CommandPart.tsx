import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { ConnectRequest } from '../../../../shared/model/connect';
import type { CommandTool } from '../../../../shared/model/keep';
import { CopyButton } from '../../../components/CopyButton';
import { ErrorState } from '../../../components/ErrorState';
import { useCall } from '../../../ipc/hooks';
import styles from './Keep.module.css';

const tools: Record<CommandTool, string> = {
  wscat: 'wscat',
  websocat: 'websocat',
  powershell: 'PowerShell',
};
const toolIds = ['wscat', 'websocat', 'powershell'] as const;

/** The same socket as a command, for a ticket or a colleague. */
export function CommandPart({ connect, secrets }: { connect: ConnectRequest; secrets: boolean }) {
  const [tool, setTool] = useState<CommandTool>('powershell');
  const command = useCall('tester.command', { tool, connect, secrets }, { keepPrevious: true });
  return (
    <>
      <div className={styles.line}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={tool}
          aria-label="Tool"
          onChange={(_event, next: CommandTool | null) => {
            if (next !== null) setTool(next);
          }}
        >
          {toolIds.map((id) => (
            <ToggleButton key={id} value={id}>
              {tools[id]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className={styles.note}>
          {tool === 'powershell' ? 'for 5.1 and 7' : 'quoted for sh and bash'}
        </span>
        <span className={styles.right}>
          <CopyButton text={command.data?.text ?? ''} label="Copy command" />
        </span>
      </div>
      {command.error && <ErrorState inline error={command.error} />}
      {command.data && (
        <>
          <pre className={styles.command} tabIndex={0} role="region" aria-label="The command">
            {command.data.text}
          </pre>
          {command.data.notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
        </>
      )}
    </>
  );
}
