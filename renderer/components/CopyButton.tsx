import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useAction } from '../ipc/hooks';

interface Props {
  /** What is copied; a function where making the text costs something. */
  text: string | (() => string);
  label?: string;
  size?: 'small' | 'medium';
}

/** Copies through the shell and says so for two seconds. */
export function CopyButton({ text, label = 'Copy', size = 'medium' }: Props) {
  const copy = useAction('shell.copy');
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  const run = () =>
    copy.mutate({ text: typeof text === 'string' ? text : text() }, { onSuccess: () => setDone(true) });
  return (
    <Button size={size} onClick={run}>
      <span aria-live="polite">{copy.isError ? 'Not copied' : done ? 'Copied' : label}</span>
    </Button>
  );
}
