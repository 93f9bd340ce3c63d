import Button from '@mui/material/Button';
import { composed } from '../compose';
import type { ComposeDraft } from './compose-draft';
import { formatJson } from './json-text';
import { withStandIns } from './variables';

/** Sets the JSON that is typed in lines, or makes it one line; digits and strings stay as written. */
export function JsonShape({ draft, onShape }: { draft: ComposeDraft; onShape: (text: string) => void }) {
  const text = draft.messages.json;
  const shape = (pretty: boolean) =>
    onShape(formatJson(text, pretty, draft.variables ? withStandIns(text) : text));
  const sound = composed({ ...draft, fragments: '1', everyMs: '' }).ok;
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
