import type { PickedFile } from '../connect/address-draft';
import { FilePart } from '../connect/FilePart';

/** As many bytes the engine takes in one message. */
const MAX_BYTES = 2_200_000;

/** A file's bytes instead of hex digits. */
export function BinaryFile({
  file,
  onPick,
}: {
  file: PickedFile | null;
  onPick: (file: PickedFile | null) => void;
}) {
  return <FilePart small label="From a file" max={MAX_BYTES} as="base64" file={file} onPick={onPick} />;
}
