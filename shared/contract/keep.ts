import { z } from 'zod';
import {
  Collection,
  CommandTool,
  ExportDone,
  ExportFormat,
  ImportedFile,
  KeepProgress,
  KeptRequest,
  OpenedSession,
  ToolCommand,
} from '../model/keep';
import { ConnectRequest } from '../model/tester';
import { FilePath, call, job, none, session } from './shapes';

export const keep = {
  /** A session as a file; `secrets` writes passwords, cookies and tokens of the handshake, payloads are always written. */
  'tester.export': job(
    session.extend({ path: FilePath, format: ExportFormat, secrets: z.boolean() }),
    KeepProgress,
    ExportDone,
  ),
  /** Opens a saved session, to be looked at and replayed. */
  'tester.openSaved': job(z.strictObject({ path: FilePath }), KeepProgress, OpenedSession),
  /** The same socket as a command of another tool. */
  'tester.command': call(
    z.strictObject({
      tool: CommandTool,
      connect: ConnectRequest,
      text: z.string().max(100_000).optional(),
      secrets: z.boolean(),
    }),
    ToolCommand,
  ),
  /** The WebSocket requests of a HAR, a Postman collection, or a collection of ours. */
  'tester.import': call(z.strictObject({ path: FilePath }), ImportedFile),
  'tester.collections': call(none, z.object({ collections: z.array(Collection) })),
  /** Puts a request into a collection, which is made where it isn't there; one of the same name is replaced. */
  'tester.collect': call(
    z.strictObject({ collection: Collection.shape.name, request: KeptRequest, secrets: z.boolean() }),
    none,
  ),
  'tester.uncollect': call(
    z.strictObject({ collection: Collection.shape.name, name: KeptRequest.shape.name }),
    none,
  ),
} as const;
