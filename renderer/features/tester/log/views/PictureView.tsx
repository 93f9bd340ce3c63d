import { useCallback, useState } from 'react';
import type { FrameDetail } from '../../../../../shared/model/tester';
import { ErrorState } from '../../../../components/ErrorState';
import { count } from '../../../../components/format';
import { SkeletonLines } from '../../../../components/Skeletons';
import { useCall } from '../../../../ipc/hooks';
import styles from './Views.module.css';

interface Props {
  sessionId: string;
  frame: FrameDetail;
  whole: boolean;
}

/** The payload as a picture. Its bytes are drawn from memory: nothing is loaded from anywhere. */
export function PictureView({ sessionId, frame, whole }: Props) {
  const answer = useCall('tester.image', { sessionId, index: frame.index, whole });
  const source = useBlobSource(answer.data);
  const [size, setSize] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  const kind = frame.image?.replace('image/', '').toUpperCase() ?? '';
  if (answer.isError) return <ErrorState inline error={answer.error} />;
  if (!answer.data) return <SkeletonLines lines={4} label="Reading the picture" />;
  return (
    <div className={styles.picture}>
      <p className={styles.note}>
        {broken ? `It begins as a ${kind}, but is none.` : `${kind}${size ?? ''}`}
      </p>
      {!broken && (
        <img
          ref={source}
          alt={`${kind} picture in frame ${count(frame.index + 1)}`}
          onLoad={({ currentTarget }) =>
            setSize(`, ${count(currentTarget.naturalWidth)} × ${count(currentTarget.naturalHeight)} px`)
          }
          onError={() => setBroken(true)}
        />
      )}
    </div>
  );
}

/** Gives an image element its bytes, as long as it is there. */
function useBlobSource(image: { kind: string; base64: string } | undefined) {
  return useCallback(
    (element: HTMLImageElement | null) => {
      if (!element || !image) return undefined;
      const bytes = Uint8Array.from(atob(image.base64), (char) => char.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], { type: image.kind }));
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [image],
  );
}
