import type { LiveFigures, LiveRequest, LiveSample, LiveSubject } from '../../../shared/model/live';
import { count, counted, duration, ms } from '../../components/format';

/** "Practice server has 3 open sockets on 4 connections." */
export function headingOf(name: string, { connections, sockets }: LiveFigures): string {
  const on = connections === null ? '' : ` on ${counted(connections, 'connection')}`;
  if (sockets === null)
    return connections === null
      ? `How many sockets ${name} has is unknown.`
      : `${name} has ${counted(connections, 'connection')}; how many are sockets is unknown.`;
  return `${name} has ${sockets === 0 ? 'no open socket' : counted(sockets, 'open socket')}${on}.`;
}

/** When and how often it is read, and what that costs. */
export function readingWords({ at, tookMs, pauseMs, measured }: LiveSample): string {
  if (at === null) return 'Nothing was read yet.';
  const every = Math.max(2, Math.round((tookMs + pauseMs) / 1000));
  const where = measured === 'server' ? 'on the server' : 'there and back';
  const slow = every > 2 ? ', so that it costs the server at most 5 % of a core' : '';
  return `Read at ${timeOf(Date.parse(at) / 1000)}, every ${duration(every)}${slow}: a reading took ${ms(tookMs)} ${where}.`;
}

/** "03:00:12", in this computer's time. */
export const timeOf = (at: number): string => new Date(at * 1000).toLocaleTimeString('en-GB');

/** "3 sockets · 4 connections", of what is told. */
export function nowWords({ connections, sockets, requests, queue }: LiveFigures): string {
  const parts = [
    sockets === null ? 'sockets unknown' : counted(sockets, 'socket'),
    ...(connections === null ? [] : [counted(connections, 'connection')]),
    ...(requests === null ? [] : [counted(requests, 'request')]),
    ...(queue === null || queue === 0 ? [] : [`${count(queue)} waiting`]),
  ];
  return parts.join(' · ');
}

/** A rate with its unit; small ones keep a digit. */
export const rate = (value: number): string =>
  `${value === 0 || value >= 10 ? count(Math.round(value)) : value.toFixed(1)}/s`;

export const kindWords: Record<LiveRequest['kind'], string> = {
  socket: 'socket',
  request: 'request',
  unknown: 'not told',
};

/** "pool:ChatPool" of a page's parameter. */
export function subjectOf(text: string | undefined): LiveSubject {
  const at = text?.indexOf(':') ?? -1;
  const kind = text?.slice(0, at);
  const name = text?.slice(at + 1) ?? '';
  return (kind === 'site' || kind === 'pool') && name !== '' && name.length <= 260
    ? { kind, name }
    : { kind: 'server' };
}

export const subjectText = (subject: LiveSubject): string =>
  subject.kind === 'server' ? '' : `${subject.kind}:${subject.name}`;
