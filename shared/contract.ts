import { z } from 'zod';
import { ApplyResult, ApplyStep, ChangePlan, JournalEntry, RestorePlan, UndoPlan } from './model/changes';
import { ConfigTarget, ObjectName, ServerId } from './model/common';
import { ObjectDetail, PoolRow, SiteRow } from './model/inventory';
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
} from './model/keep';
import { LimitsPage, LimitsPlan } from './model/limits';
import { LiveHistory, LiveRequests, LiveRow, LiveSample, LiveSubject } from './model/live';
import { LogPlace, LogProgress, LogRange, LogRow, LogRowQuery, LogSources, LogView } from './model/logs';
import { ChangeRequest, HandshakeOutcome, ReadinessPage } from './model/readiness';
import { PlacedRecipe, RecipeId, RecipeInfo, RecipePreview, RecipeValues } from './model/recipes';
import { RuntimeBinding } from './model/runtime';
import { ServerEntry, ServerOverview, ServerSummary, SiteRef, SocketAddress } from './model/server';
import { SetupAnswers, SetupBegun, SetupPlan } from './model/setup';
import { Comparison, TimelinePoint } from './model/timeline';
import { InspectRequest, TlsReport } from './model/connect';
import {
  CloseHow,
  ConnectRequest,
  FrameDetail,
  FrameRow,
  SavedMessage,
  SendRequest,
  TesterState,
} from './model/tester';
import { FrameFilter } from './model/frame-search';
import { ImageKind } from './model/frame-view';
import { RoundTrips } from './model/round-trips';
import {
  IdleProbeProgress,
  IdleProbeRequest,
  IdleProbeResult,
  IdleProposal,
  LoadFigures,
  LoadQuestion,
  LoadRequest,
  LoadResult,
  OriginProbeResult,
  OriginTry,
} from './model/tester-runs';

/** A call: validated input → output. */
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  kind: 'call' as const,
  input,
  output,
});
/** A topic: a payload that comes again and again, most often just a revision that says what to ask again. */
const topic = <I extends z.ZodType, P extends z.ZodType>(input: I, payload: P) => ({
  kind: 'topic' as const,
  input,
  payload,
});
/** A job: invoking it answers `{ jobId }` at once; its events come over the topic `jobs.events`. */
const job = <I extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
  input: I,
  progress: P,
  done: D,
) => ({
  kind: 'job' as const,
  input,
  progress,
  done,
});

const none = z.strictObject({});
const server = z.strictObject({ serverId: ServerId });
const app = server.extend({ site: ObjectName, application: z.string().min(1).max(1024) });
const range = {
  filter: z.string().max(260),
  sort: z.string().max(40),
  descending: z.boolean(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
};
const session = z.strictObject({ sessionId: z.string().max(64) });
const task = z.object({ taskId: z.string() });
const search = z.object({ searchId: z.string() });
const FilePath = z.string().min(1).max(4096);

/** The one table of everything the window may ask. A row here and its handler are the two edits of a new call. */
export const contract = {
  'app.info': call(
    none,
    z.object({ version: z.string(), dataDir: z.string(), readOnlyData: z.string().optional() }),
  ),
  'jobs.cancel': call(
    z.strictObject({ jobId: z.string().max(64) }),
    z.object({ cancelled: z.boolean(), why: z.string().optional() }),
  ),

  'servers.list': call(none, z.object({ servers: z.array(ServerSummary) })),
  'servers.addFile': call(z.strictObject({ path: z.string().min(1).max(4096) }), ServerEntry),
  /** "." is this computer. */
  'servers.addComputer': call(z.strictObject({ name: z.string().min(1).max(255) }), ServerEntry),
  /** Look-only until unlocked, for this session of the program. */
  'servers.setUnlocked': call(server.extend({ unlocked: z.boolean() }), none),
  'servers.remove': call(server, none),
  'servers.overview': call(server, ServerOverview),
  'servers.refresh': call(server, ServerOverview),
  /** Where a site's bindings can really be reached now, asked of the server itself. */
  'servers.listening': call(
    server.extend({ site: ObjectName }),
    z.object({ bindings: z.array(RuntimeBinding) }),
  ),
  'servers.sites': call(
    server.extend({ filter: z.string().max(260), limit: z.number().int().min(1).max(200) }),
    z.object({ revision: z.number().int(), total: z.number().int(), sites: z.array(SiteRef) }),
  ),

  'readiness.get': call(app, ReadinessPage),
  /** `echo`: sends one text message after the upgrade and waits for an answer. */
  'readiness.tryHandshake': call(app.extend({ echo: z.boolean().optional() }), HandshakeOutcome),
  'readiness.setAddress': call(app.extend({ address: SocketAddress }), none),

  'inventory.sites': call(
    server.extend(range),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(SiteRow),
    }),
  ),
  'inventory.pools': call(
    server.extend(range),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(PoolRow),
    }),
  ),
  'inventory.detail': call(server.extend({ target: ConfigTarget }), ObjectDetail),

  /** `hopS`: seconds of silence after which something in front cuts, of which the server's configuration doesn't tell. */
  'limits.get': call(
    app.extend({ hopS: z.number().int().min(1).max(604_800).nullable().optional() }),
    LimitsPage,
  ),
  /** What an expected number of sockets does to the ceilings, and the changes that raise them. */
  'limits.plan': call(app.extend({ sockets: z.number().int().min(1).max(4_294_967_295) }), LimitsPlan),

  /** What was read in this session of the server, a site or a pool, over the last `windowS` seconds. */
  'live.history': call(
    server.extend({ subject: LiveSubject, windowS: z.number().int().min(60).max(86_400) }),
    LiveHistory,
  ),
  'live.rows': call(
    server.extend({ kind: z.enum(['sites', 'pools']), ...range }),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(LiveRow),
    }),
  ),
  /** The open requests of the server, a site or a pool, read now and capped. */
  'live.requests': call(server.extend({ subject: LiveSubject }), LiveRequests),
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

  'changes.get': call(server, ChangePlan),
  'changes.add': call(
    server.extend({
      requests: z.array(ChangeRequest).min(1).max(200),
      weight: z.enum(['blocks', 'advice', 'edit']),
    }),
    z.object({ revision: z.number().int(), count: z.number().int() }),
  ),
  'changes.remove': call(
    server.extend({ ids: z.array(z.string().max(64)).max(500) }),
    z.object({ revision: z.number().int(), count: z.number().int() }),
  ),
  /** What a fix would change, as a plan, without adding it. */
  'changes.preview': call(server.extend({ requests: z.array(ChangeRequest).min(1).max(200) }), ChangePlan),
  /** The pending changes as one PowerShell script that does exactly what Apply does. */
  'changes.script': call(server, z.object({ text: z.string(), fileName: z.string() })),
  'changes.apply': job(
    server.extend({ planHash: z.string().max(128) }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  'changes.undo': job(
    /** `hash` is that of the plan that was shown. */
    server.extend({ entryId: z.string().max(64), hash: z.string().max(128).optional() }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  /** What undoing an entry would do to the server as it is now. */
  'changes.undoPlan': call(server.extend({ entryId: z.string().max(64) }), UndoPlan),
  /** What restoring the backup of an entry would do, and take away, now. */
  'changes.restorePlan': call(server.extend({ entryId: z.string().max(64) }), RestorePlan),
  /** `hash` is that of the plan that was shown, `typed` the server's name. */
  'changes.restore': job(
    server.extend({ entryId: z.string().max(64), hash: z.string().max(128), typed: z.string().max(260) }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  /** Points in time whose configuration can be compared, newest first. */
  'changes.timeline': call(
    server,
    z.object({
      points: z.array(TimelinePoint),
      /** What could not be listed. */ problem: z.string().optional(),
    }),
  ),
  /** `from` and `to` are ids of points; "pending" is what applying the pending list would make. */
  'changes.compare': call(server.extend({ from: z.string().max(260), to: z.string().max(260) }), Comparison),
  /** The journal of a server as a file for a change ticket. */
  'changes.export': call(
    server.extend({ format: z.enum(['markdown', 'json']) }),
    z.object({ text: z.string(), fileName: z.string() }),
  ),
  'changes.journal': call(
    server.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    z.object({ total: z.number().int(), entries: z.array(JournalEntry) }),
  ),

  'recipes.list': call(none, z.object({ recipes: z.array(RecipeInfo) })),
  /** What a recipe would place, what it needs, and what that changes; nothing is added. */
  'recipes.preview': call(app.extend({ recipe: RecipeId, values: RecipeValues }), RecipePreview),
  'recipes.placed': call(server, z.object({ placed: z.array(PlacedRecipe) })),
  /** Takes a temporary recipe away again, without a trace. */
  'recipes.remove': job(
    app.extend({ recipe: z.string().max(40) }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),

  /** What was answered for one application, and how it stood when its set-up was begun. */
  'setup.get': call(
    app,
    z.object({ answers: SetupAnswers, begun: SetupBegun.nullable(), saved: z.boolean() }),
  ),
  /** `answers` null forgets them: the set-up then begins anew. */
  'setup.save': call(app.extend({ answers: SetupAnswers.nullable() }), none),
  /** What the saved answers ask for; nothing is added. */
  'setup.plan': call(app, SetupPlan),

  /** Readiness and limits of one application to be taken along; with `before` what changed since, too. */
  'evidence.get': call(
    app.extend({ format: z.enum(['markdown', 'html', 'json']), before: z.boolean() }),
    z.object({ text: z.string(), fileName: z.string() }),
  ),
  /** What is remembered of this session to be compared with. */
  'evidence.before': call(
    app,
    z.object({ before: z.object({ at: z.string(), why: z.enum(['asked', 'setup', 'apply']) }).nullable() }),
  ),
  /** Remembers how it is now, or forgets what was remembered. */
  'evidence.setBefore': call(app.extend({ keep: z.boolean() }), none),

  'practice.loadScenario': call(z.strictObject({ scenario: z.string().max(64) }), none),
  'practice.loadFile': call(z.strictObject({ path: z.string().min(1).max(4096) }), none),
  'practice.setClock': call(z.strictObject({ scale: z.number().min(1).max(100_000) }), none),

  'tester.connect': call(ConnectRequest, session),
  'tester.state': call(session, TesterState),
  'tester.send': call(session.extend({ message: SendRequest }), none),
  'tester.close': call(
    session.extend({ code: z.number().int().min(1000).max(4999).nullable(), reason: z.string().max(123) }),
    none,
  ),
  'tester.frames': call(
    session.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    z.object({ rows: z.array(FrameRow), state: TesterState }),
  ),
  /** `whole`: the bytes of the message that the frame is part of. */
  'tester.frame': call(
    session.extend({ index: z.number().int().min(0), whole: z.boolean().optional() }),
    FrameDetail,
  ),
  /** The bytes of a frame or message that is a picture, at most 8 MB. */
  'tester.image': call(
    session.extend({ index: z.number().int().min(0), whole: z.boolean() }),
    z.object({ kind: ImageKind, base64: z.string() }),
  ),
  /** Begins to look for frames; the filter before is given up. How far it is stands in the state. */
  'tester.search': call(session.extend({ filter: FrameFilter }), search),
  /** Matches by their numbers, those that are still kept. */
  'tester.searchRows': call(
    session.extend({
      searchId: z.string().max(64),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ first: z.number().int(), rows: z.array(FrameRow), state: TesterState }),
  ),
  'tester.endSearch': call(session, none),
  /** How much of the log is kept from now on. */
  'tester.keep': call(session.extend({ mb: z.number().int().min(1).max(2048) }), none),
  'tester.roundTrips': call(session, RoundTrips),
  'tester.dispose': call(session, none),
  /** Ends TCP without a close frame. */
  'tester.drop': call(session.extend({ how: CloseHow.exclude(['close']) }), none),
  /** Looks at a certificate and sends nothing. */
  'tester.inspect': call(InspectRequest, TlsReport),
  'tester.repeat': call(
    session.extend({
      message: SendRequest,
      everyMs: z.number().min(1).max(3_600_000),
      times: z.number().int().min(1).max(10_000_000).nullable(),
    }),
    task,
  ),
  /** Sends again what a session (or this one itself) had sent, in its rhythm; `speed` 2 is twice as fast. */
  'tester.replay': call(
    session.extend({ from: z.string().max(64), speed: z.number().min(0.01).max(10_000) }),
    task,
  ),
  'tester.stopTask': call(session.extend({ taskId: z.string().max(64) }), none),
  'tester.savedMessages': call(none, z.object({ messages: z.array(SavedMessage) })),
  /** Replaces the one of the same name. */
  'tester.saveMessage': call(SavedMessage, none),
  'tester.forgetMessage': call(z.strictObject({ name: SavedMessage.shape.name }), none),
  'tester.idleProposal': call(ConnectRequest, IdleProposal),
  'tester.idleProbe': job(IdleProbeRequest, IdleProbeProgress, IdleProbeResult),
  'tester.originProbe': job(ConnectRequest, z.object({ tries: z.array(OriginTry) }), OriginProbeResult),
  /** What is asked before a load, with what is known of the target. */
  'tester.loadQuestion': call(LoadRequest, LoadQuestion),
  /** `confirmed` is the host of the question that was answered yes; the practice server needs none. */
  'tester.load': job(
    LoadRequest.extend({ confirmed: z.string().max(260).optional() }),
    LoadFigures,
    LoadResult,
  ),

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

  /** Where to save a file; null where it was cancelled. The system asks before one is replaced. */
  'shell.pickSave': call(
    z.strictObject({ name: z.string().min(1).max(200), kind: z.enum(['json', 'har', 'jsonl', 'csv']) }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.pickOpen': call(
    z.strictObject({ kind: z.enum(['session', 'requests']) }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.pickConfig': call(none, z.object({ path: z.string().nullable() })),
  'shell.pickLogs': call(none, z.object({ paths: z.array(z.string()) })),
  'shell.copy': call(z.strictObject({ text: z.string().max(1_000_000) }), none),
  /** Asks where, and writes it there; null where that was called off. */
  'shell.saveText': call(
    z.strictObject({
      text: z.string().max(4_000_000),
      fileName: z
        .string()
        .max(120)
        .regex(/^[\w][\w .()-]*\.(?:md|html|json)$/),
    }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.showDataFolder': call(none, none),
  /** Whether Windows can start this program again as administrator, and what to think of before. */
  'shell.elevation': call(none, z.object({ possible: z.boolean(), warning: z.string().nullable() })),
  'shell.restartElevated': call(none, none),

  /** A sentence for the administrator: a helper process was restarted, the file changed underneath. */
  'engine.notice': topic(
    none,
    z.object({ level: z.enum(['info', 'warning', 'error']), sentence: z.string() }),
  ),
  /** Something of this server changed: configuration snapshot, run-time state or pending list. Ask again what you show. */
  'server.changed': topic(
    server,
    z.object({
      revision: z.number().int(),
      runtime: z.number().int(),
      pending: z.number().int(),
      pendingCount: z.number().int(),
    }),
  ),
  /** The server is read for it, so subscribe only while it is looked at. */
  'live.sample': topic(server, LiveSample),
  'tester.changed': topic(session, TesterState),
  'jobs.events': topic(
    z.strictObject({ jobId: z.string().max(64) }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('progress'), progress: z.unknown() }),
      z.object({ type: z.literal('done'), result: z.unknown() }),
      z.object({ type: z.literal('failed'), error: z.unknown() }),
    ]),
  ),
} as const;

export type Contract = typeof contract;
type Rows<K> = { [N in keyof Contract]: Contract[N] extends { kind: K } ? N : never }[keyof Contract];
export type CallName = Rows<'call'>;
export type TopicName = Rows<'topic'>;
export type JobName = Rows<'job'>;
/** Calls of the shell (dialogs, clipboard) are answered in the main process, all others in the engine. */
export type ShellCallName = Extract<CallName, `shell.${string}`>;
export type EngineCallName = Exclude<CallName, ShellCallName>;

export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;
export type TopicInput<N extends TopicName> = z.input<Contract[N]['input']>;
export type TopicPayload<N extends TopicName> = z.output<Contract[N]['payload']>;
export type JobInput<N extends JobName> = z.input<Contract[N]['input']>;
export type JobProgress<N extends JobName> = z.output<Contract[N]['progress']>;
export type JobDone<N extends JobName> = z.output<Contract[N]['done']>;
