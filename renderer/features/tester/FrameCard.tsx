import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { FrameDetail } from '../../../shared/model/tester';
import { Card } from '../../components/Card';
import { CopyButton } from '../../components/CopyButton';
import { ErrorState } from '../../components/ErrorState';
import { bytes, count } from '../../components/format';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import styles from './FrameCard.module.css';
import { opcodeWords } from './frame-words';
import { hexLine, hexLineCount } from './hex';

type View = 'text' | 'hex';

interface Props {
  sessionId: string | null;
  selected: number | null;
}

/** One frame's payload, as text or bytes. */
export function FrameCard({ sessionId, selected }: Props) {
  const [view, setView] = useState<View | null>(null);
  if (sessionId === null || selected === null)
    return (
      <Card title="Frame" fill>
        <p className={styles.none}>Pick a frame to see its payload.</p>
      </Card>
    );
  return <OneFrame key={`${sessionId}:${selected}`} {...{ sessionId, selected, view, setView }} />;
}

interface OneProps {
  sessionId: string;
  selected: number;
  /** null: as the frame's kind suggests. */
  view: View | null;
  setView: (view: View) => void;
}

function OneFrame({ sessionId, selected, view, setView }: OneProps) {
  const answer = useCall('tester.frame', { sessionId, index: selected });
  const frame = answer.data;
  const suggested: View = frame?.opcode === 'text' || frame?.opcode === 'close' ? 'text' : 'hex';
  const shown: View = frame?.text === null ? 'hex' : (view ?? suggested);
  return (
    <Card
      fill
      title={`Frame ${count(selected + 1)}`}
      aside={
        frame && (
          <>
            <CopyButton size="small" text={() => (shown === 'text' ? (frame.text ?? '') : frame.hex)} />
            <ToggleButtonGroup
              exclusive
              size="small"
              value={shown}
              aria-label="Payload as"
              onChange={(_event, next: View | null) => {
                if (next !== null) setView(next);
              }}
            >
              <ToggleButton value="text" disabled={frame.text === null}>
                Text
              </ToggleButton>
              <ToggleButton value="hex">Hex</ToggleButton>
            </ToggleButtonGroup>
          </>
        )
      }
    >
      {answer.isError ? (
        <ErrorState
          inline
          error={answer.error}
          action={<Button onClick={() => void answer.refetch()}>Read again</Button>}
        />
      ) : frame === undefined ? (
        <SkeletonLines lines={4} label="Reading the frame" />
      ) : (
        <Payload frame={frame} view={shown} />
      )}
    </Card>
  );
}

function Payload({ frame, view }: { frame: FrameDetail; view: View }) {
  return (
    <div className={styles.payload}>
      <p className={styles.about}>
        {frame.direction === 'out' ? 'sent' : 'received'} · {opcodeWords(frame)} · {bytes(frame.size)}
        {frame.truncated && ` · the first ${bytes(frame.hex.length / 2)} are shown`}
      </p>
      {frame.problem !== undefined && <p className={styles.problem}>{frame.problem}</p>}
      {frame.size === 0 ? (
        <p className={styles.none}>It carries no payload.</p>
      ) : view === 'text' ? (
        <pre className={styles.text} tabIndex={0} role="region" aria-label="Payload as text">
          {frame.text}
        </pre>
      ) : (
        <Virtuoso
          className={styles.hex}
          aria-label="Payload as hex"
          role="region"
          totalCount={hexLineCount(frame.hex)}
          fixedItemHeight={18}
          initialItemCount={Math.min(12, hexLineCount(frame.hex))}
          itemContent={(index) => {
            const line = hexLine(frame.hex, index);
            return (
              <pre className={styles.line}>
                <span className={styles.offset}>{line.offset}</span> {line.bytes}{' '}
                <span className={styles.ascii}>{line.ascii}</span>
              </pre>
            );
          }}
        />
      )}
    </div>
  );
}
