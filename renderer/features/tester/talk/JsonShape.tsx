import Button from '@mui/material/Button';
import type { ComposeDraft } from './compose-draft';
import { formatJson } from './json-text';
import { withStandIns } from './variables';

interface Props {
  draft: ComposeDraft;
  /** Whether what is typed is JSON. */
  sound: boolean;
  onShape: (text: string) => void;
}

/** Sets the JSON that is typed in lines, or makes it one line; digits and strings stay as written. */
export function JsonShape({ draft, sound, onShape }: Props) {
  const text = draft.messages.json;
  const shape = (pretty: boolean) =>
    onShape(formatJson(text, pretty, draft.variables ? withStandIns(text) : text));
  return (
    <>
      <Button size="small" variant="text" disabled={!sound} onClick={() => shape(true)}>
        In lines
      </Button>
      <Button size="small" variant="text" disabled={!sound} onClick={() => shape(false)}>
        One line
      </Button>
    </>
  );
}
