import { AppError } from '../../shared/errors';
import type { SiteFileContent } from './gateway';

/** What a gateway that keeps its copies here writes; null takes the file away. Throws `internal` for another's copy. */
export function bytesOf(content: SiteFileContent): Uint8Array | null {
  if (content.kind === 'none') return null;
  if (content.kind === 'bytes') return content.bytes;
  throw new AppError('internal', 'This copy lies on another server.');
}
