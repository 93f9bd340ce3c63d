import type { LogView } from '../../shared/model/logs';
import { count, list, number } from '../../shared/words';
import { nameText } from './formats/row';
import { lifeClasses } from './meaning/life-classes';
import { reasonMeaning, statusMeaning } from './meaning/status-meaning';
import { timeSlots } from './meaning/time-slots';
import { analysed } from './analysis';
import type { Analysis, Known } from './analysis';
import { share } from './meaning/name-walls';
import { stamp } from './meaning/words';
import { leftOut, logReport } from './report';
import type { LogScan } from './scan/log-scan';
import { socketPageSentences } from './scan/socket-pages';
import type { Names } from './sums/names';

const MOST_NAMES = 50;
const MOST_UNREADABLE = 50;
const MOST_SENTENCES = 12;
const MOST_REASONS = 100;
const MOST_STATUSES = 100;

/** What the page shows of a scan. */
export function logView(scan: LogScan, known: Known = {}): LogView {
  const found = analysed(scan, known);
  const report = logReport(scan, known, found);
  const { tally } = scan;
  const statuses = Object.entries(report.statuses).sort(([, a], [, b]) => b - a);
  const reasons = Object.entries(report.reasons).sort(([, a], [, b]) => b - a);
  return {
    heading: headingOf(report, found, tally.ended, scan.state),
    files: report.files,
    bytes: report.bytes,
    lines: report.lines,
    malformed: report.malformed,
    unreadable: report.unreadable.slice(0, MOST_UNREADABLE),
    moreUnreadable: Math.max(0, report.unreadable.length - MOST_UNREADABLE),
    leftOut: leftOut(scan),
    pages: socketPageSentences(scan),
    statuses: statuses
      .slice(0, MOST_STATUSES)
      .map(([name, value]) => ({ name, count: value, meaning: statusMeaning(name) })),
    reasons: reasons
      .slice(0, MOST_REASONS)
      .map(([name, value]) => ({ name, count: value, meaning: reasonMeaning(name) })),
    times: timeSlots(tally.times.wire()),
    lives: lifeClasses(tally.lives.counts()),
    lifetimesMs: report.lifetimesMs,
    peaks: report.peaks,
    walls: report.walls.toSorted((a, b) => b.ended - a.ended).slice(0, MOST_SENTENCES),
    urls: top(tally.urls),
    clients: top(tally.clients),
    pools: top(tally.queues),
  };
}

const top = (names: Names): LogView['urls'] =>
  names.top(MOST_NAMES).map(({ name, sockets, refused }) => ({ name: nameText(name), sockets, refused }));

type Report = ReturnType<typeof logReport>;

const NOTHING_READ: Readonly<Record<LogScan['state'], string>> = {
  reading: 'The logs are being read.',
  whole: 'No log could be read here.',
  cancelled: 'The scan was cancelled before a log was read.',
};

/** "212 of the 230 open sockets ended together …", else the time-out, else how many ended and were refused. */
function headingOf(
  { files, lines, statuses, lifetimesMs }: Report,
  { walls, peaks, clock }: Analysis,
  byHttpSys: ReadonlyMap<string, number>,
  state: LogScan['state'],
): string {
  const counts = Object.entries(statuses);
  const sum = (wanted: (name: string) => boolean): number =>
    counts.reduce((all, [name, value]) => all + (wanted(name) ? value : 0), 0);
  const ended = sum((name) => name.startsWith('101'));
  const refused = sum((name) => !name.startsWith('101'));
  const cut = [...byHttpSys.values()].reduce((all, each) => all + each, 0);
  if (files === 0 && lines === 0) return NOTHING_READ[state];
  if (ended === 0 && refused === 0 && cut === 0)
    return `No socket ended and no handshake was refused ${state === 'whole' ? 'in this time' : 'in what was read so far'}.`;
  const parts: string[] = [];
  const [peak] = peaks;
  if (peak && peak.count > lifetimesMs.count / 10) parts.push(short(peak.sentence));
  const [wall, ...others] = walls.filter((each) => weighs(each, ended)).sort((a, b) => b.ended - a.ended);
  if (wall)
    parts.push(
      `${share(wall, wall)} ended together at ${stamp(wall.at)}${clock}${others.length > 0 ? ` and ${count(others.length, 'time')} more` : ''}`,
    );
  if (parts.length > 0) return `${parts.join('; ')}.`;
  const [worst] = counts.filter(([name]) => !name.startsWith('101')).sort(([, a], [, b]) => b - a);
  const most = worst && refused > 0 ? `, most of them with ${worst[0]}` : '';
  const said = [
    ended > 0 ? count(ended, 'socket') + ' ended' : '',
    refused > 0 ? `${count(refused, 'request')} ${refused === 1 ? 'was' : 'were'} refused${most}` : '',
    cut > 0 ? `HTTP.sys ended ${number(cut)} by itself, most of them with ${mostWith(byHttpSys)}` : '',
  ];
  return `${list(said.filter((each) => each !== ''))}.`;
}

/** A wall is worth the heading when it is a twentieth of all ends, or cut half of the sockets that were open. */
const weighs = ({ ended, open }: { ended: number; open: number | null }, all: number): boolean =>
  ended > all / 20 || (open !== null && ended >= open / 2);

const mostWith = (reasons: ReadonlyMap<string, number>): string =>
  nameText([...reasons].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '');

/** A peak's sentence without what stands in parentheses and without its full stop. */
const short = (sentence: string): string => sentence.replace(/ \([^)]*\)/g, '').replace(/\.$/, '');
