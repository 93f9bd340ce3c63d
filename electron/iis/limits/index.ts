/** How many sockets an application can hold and how long one lives. Pure: facts in, a page out. */
export { limitsPage } from './limits-page';
export { limitsPlan } from './plan';
