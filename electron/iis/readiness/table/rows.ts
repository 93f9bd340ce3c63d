import { appRows } from './app-rows';
import { handshakeRows } from './handshake-rows';
import { networkRows } from './network-rows';
import { moduleRows } from './module-rows';
import { poolRows } from './pool-rows';
import type { Row } from './row';
import { sectionRows } from './section-rows';
import { siteRows } from './site-rows';

/** Every row of the table, in the order of the path. */
export const rows: readonly Row[] = [
  ...networkRows,
  ...siteRows,
  ...poolRows,
  ...moduleRows,
  ...sectionRows,
  ...appRows,
  ...handshakeRows,
];
