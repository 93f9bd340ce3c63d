/** Whether an application can take WebSockets, and why not. Pure: facts in, a judgement out. */
export { checks } from './checks';
export { judge } from './judge';
export { judgeSites, summarise } from './summarise';
