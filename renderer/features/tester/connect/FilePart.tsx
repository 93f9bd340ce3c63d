import Button from '@mui/material/Button';
import { useId, useRef, useState } from 'react';
import { bytes } from '../../../components/format';
import type { PickedFile } from './address-draft';
import styles from './ConnectPanel.module.css';
import { base64Of } from './read-file';

interface Props {
  label: string;
  /** Endings the dialog offers, such as ".pfx,.p12". */
  accept?: string;
  /** Bytes that are read at most. */
  max: number;
  as: 'text' | 'base64';
  file: PickedFile | null;
  wrong?: string | undefined;
  onPick: (file: PickedFile | null) => void;
  /** In a row of other small things: nothing is said while none is chosen. */
  small?: boolean;
}

/** A file chosen from disk: it is read here and held in memory until the window is closed. */
export function FilePart({ label, accept, max, as, file, wrong, onPick, small = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const sentence = problem ?? wrong;
  const read = async (picked: File) => {
    if (picked.size > max) {
      setProblem(`${picked.name} has ${bytes(picked.size)}; at most ${bytes(max)} are taken.`);
      return;
    }
    try {
      const content = as === 'text' ? await picked.text() : base64Of(await picked.arrayBuffer());
      setProblem(null);
      onPick({ name: picked.name, content });
    } catch {
      setProblem(`${picked.name} could not be read: check that it is still there and open to you.`);
    }
  };
  return (
    <div>
      <div className={styles.file}>
        <input
          ref={input}
          id={id}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={label}
          accept={accept}
          onChange={({ target }) => {
            const picked = target.files?.[0];
            if (picked) void read(picked);
            // The same file can be chosen again after it was changed.
            target.value = '';
          }}
        />
        <Button size={small ? 'small' : 'medium'} onClick={() => input.current?.click()}>
          {label}…
        </Button>
        {(file !== null || !small) && <span className={styles.fileName}>{file?.name ?? 'none chosen'}</span>}
        {file !== null && (
          <Button
            size={small ? 'small' : 'medium'}
            variant="text"
            aria-label={`Remove ${file.name}`}
            onClick={() => onPick(null)}
          >
            Remove
          </Button>
        )}
      </div>
      {sentence !== undefined && (
        <p role="alert" className={styles.wrong}>
          {sentence}
        </p>
      )}
    </div>
  );
}
