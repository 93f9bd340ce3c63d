import { z } from 'zod';
import { ObjectName } from '../model/common';
import { LogPlace, LogProgress, LogRange, LogRow, LogRowQuery, LogSources, LogView } from '../model/logs';
import { call, job, range, server } from './shapes';

export const logs = {
  /** Where the logs of a site lie, and what isn't in them. */
  'logs.sources': call(server.extend({ site: ObjectName }), LogSources),
  /** Reads logs and adds them up; following, it goes on until it is cancelled. */
  'logs.scan': job(LogPlace.extend({ range: LogRange, follow: z.boolean() }), LogProgress, LogView),
  /** Rows newest first, read again from where they stand; `more`: how many the table leaves out. */
  'logs.rows': call(
    LogRowQuery.extend({ offset: range.offset, limit: range.limit }),
    z.object({ total: z.number().int(), more: z.number().int(), rows: z.array(LogRow) }),
  ),
  /** Writes the rows as CSV to a file that somebody chose. */
  'logs.export': job(
    LogRowQuery.extend({
      file: z
        .string()
        .max(4096)
        .regex(/.\.csv$/i),
    }),
    z.object({ rows: z.number().int(), total: z.number().int() }),
    z.object({ file: z.string(), rows: z.number().int() }),
  ),
} as const;
