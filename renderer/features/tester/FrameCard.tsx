import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { FrameDetail } from '../../../shared/model/tester';
import { Card } from '../../components/Card';
import { CopyButton } from '../../components/CopyButton';
import { ErrorState } from '../../components/ErrorState';
import { bytes, count } from '../../components/format';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import styles from './FrameCard.module.css';
import { opcodeWords } from './frame-words';
import { suggestedView, type View, viewsOf, viewWords } from './log/views/frame-views';
import { PayloadView } from './log/views/PayloadView';

interface Props {
  sessionId: string | null;
  selected: number | null;
}

/** One frame's payload, or its whole message's, in the ways it can be shown. */
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
  const [whole, setWhole] = useState(false);
  const answer = useCall('tester.frame', { sessionId, index: selected, whole }, { keepPrevious: true });
  const frame = answer.data;
  const views = frame ? viewsOf(frame).toReversed() : [];
  const shown = frame && (view !== null && views.includes(view) ? view : suggestedView(frame));
  return (
    <Card
      fill
      title={`Frame ${count(selected + 1)}`}
      aside={frame && <CopyButton size="small" text={() => copyText(frame, shown ?? 'hex')} />}
    >
      {answer.isError ? (
        <ErrorState
          inline
          error={answer.error}
          action={<Button onClick={() => void answer.refetch()}>Read again</Button>}
        />
      ) : frame === undefined || shown === undefined ? (
        <SkeletonLines lines={4} label="Reading the frame" />
      ) : (
        <div className={styles.payload}>
          {frame.message && (
            <Toggles
              label="Payload of"
              value={whole ? 'whole' : 'frame'}
              choices={[
                { value: 'frame', words: 'This frame' },
                { value: 'whole', words: wholeWords(frame.message.frames) },
              ]}
              onChange={(next) => setWhole(next === 'whole')}
            />
          )}
          <p className={styles.about}>{aboutWords(frame, whole)}</p>
          {frame.problem !== undefined && <p className={styles.problem}>{frame.problem}</p>}
          {views.length === 0 ? (
            <p className={styles.none}>It carries no payload.</p>
          ) : (
            <>
              <Toggles
                label="Payload as"
                value={shown}
                choices={views.map((value) => ({ value, words: viewWords(value, frame) }))}
                onChange={setView}
              />
              <PayloadView sessionId={sessionId} frame={frame} view={shown} whole={whole} />
            </>
          )}
        </div>
      )}
    </Card>
  );
}

interface TogglesProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; words: string }[];
  onChange: (value: Value) => void;
}

function Toggles<Value extends string>({ label, value, choices, onChange }: TogglesProps<Value>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      className={styles.toggles}
      onChange={(_event, next: Value | null) => {
        if (next !== null) onChange(next);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.value} value={choice.value}>
          {choice.words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

const copyText = (frame: FrameDetail, view: View): string =>
  view === 'hex' || view === 'picture' ? frame.hex : (frame.text ?? frame.hex);

const wholeWords = (frames: number): string =>
  frames === 1 ? 'In plain' : `Whole message, ${count(frames)} frames`;

function aboutWords(frame: FrameDetail, whole: boolean): string {
  const { direction, size, inflated, message, truncated, hex } = frame;
  const parts = [direction === 'out' ? 'sent' : 'received', opcodeWords(frame)];
  parts.push(
    whole && message
      ? `${bytes(message.size)}${message.complete ? '' : ', not complete'}`
      : `${bytes(size)}${inflated === undefined ? '' : `, in plain ${bytes(inflated)}`}`,
  );
  if (truncated) parts.push(`the first ${bytes(hex.length / 2)} are shown`);
  return parts.join(' · ');
}
