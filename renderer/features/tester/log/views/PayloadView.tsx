import type { FrameDetail } from '../../../../../shared/model/tester';
import { DecodedView } from './DecodedView';
import type { View } from './frame-views';
import { HexView } from './HexView';
import { JsonView } from './JsonView';
import { PictureView } from './PictureView';
import styles from './Views.module.css';

interface Props {
  sessionId: string;
  frame: FrameDetail;
  view: View;
  whole: boolean;
}

/** A payload, in one of the ways it can be shown. */
export function PayloadView({ sessionId, frame, view, whole }: Props) {
  if (view === 'json' && frame.json) return <JsonView json={frame.json} label="Payload as JSON" />;
  if (view === 'picture') return <PictureView sessionId={sessionId} frame={frame} whole={whole} />;
  if (view === 'decoded' && frame.decoded) return <DecodedView decoded={frame.decoded} />;
  if (view === 'hex') return <HexView hex={frame.hex} />;
  return (
    <pre className={styles.text} tabIndex={0} role="region" aria-label="Payload as text">
      {frame.text}
    </pre>
  );
}
