import { randomOf } from '../../../scripts/make-logs.mjs';

const FIELDS =
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const START = Date.UTC(2026, 10, 23, 22) / 1000;
const END = Date.UTC(2026, 10, 24, 6) / 1000;

export const RECYCLE = Date.UTC(2026, 10, 24, 3) / 1000;
export const BAD_CLIENT = '203.0.113.66';

interface Socket {
  end: number;
  lifeMs: number;
  client: string;
}

/**
 * The log of one night: 400 busy clients whose sockets live hours, 60 idle ones that ARR cuts after 120 s and that come
 * back at once, one client that connects and leaves every few seconds, and a recycle at 03:00 that cuts what is open.
 */
export function nightLog(
  seed: number,
  { recycle = true, arr = true, badClient = true } = {},
): { text: string; cut: number } {
  const random = randomOf(seed);
  const sockets: Socket[] = [];
  const until = (from: number, to: number, client: string): void =>
    void sockets.push({ end: Math.floor(to), lifeMs: Math.round((to - from) * 1000), client });
  let cut = 0;
  const live = (client: string, lifeOf: () => number, pause: () => number): void => {
    let at = START + random() * 3600;
    while (at < END) {
      const natural = at + lifeOf();
      const cutNow = recycle && at < RECYCLE && natural >= RECYCLE;
      if (cutNow) cut += 1;
      until(at, cutNow ? RECYCLE + random() * 0.4 : natural, client);
      at = (cutNow ? RECYCLE + 0.5 : natural) + pause();
    }
  };
  for (let number = 0; number < 400; number += 1)
    live(
      `10.0.${number >> 8}.${number & 255}`,
      () => -Math.log(1 - random()) * 9000,
      () => 1 + random() * 600,
    );
  if (arr)
    for (let number = 0; number < 60; number += 1)
      live(
        `10.1.0.${number}`,
        () => 120 + random() * 0.03,
        () => 0.2 + random() * 2,
      );
  if (badClient)
    live(
      BAD_CLIENT,
      () => 0.3 + random() * 0.5,
      () => 4 + random() * 3,
    );
  const lines = sockets
    .filter(({ end }) => end < END)
    .sort((a, b) => a.end - b.end)
    .map(({ end, lifeMs, client }) => {
      const stamp = new Date(end * 1000).toISOString();
      return `${stamp.slice(0, 10)} ${stamp.slice(11, 19)} 10.9.9.9 GET /chat - 443 - ${client} Mozilla/5.0 - 101 0 64 ${lifeMs}`;
    });
  return {
    text: ['#Software: Microsoft Internet Information Services 10.0', FIELDS, ...lines, ''].join('\r\n'),
    cut,
  };
}
