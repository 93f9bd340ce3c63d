/** How many sockets an application can hold and how long one lives. Pure: facts in, a page out. */
export type { LimitsAnswer, LimitsFacts } from './facts';
export { limitsPage } from './limits-page';
