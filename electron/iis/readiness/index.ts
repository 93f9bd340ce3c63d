/** Whether an application can take WebSockets, and why not. Pure: facts in, a judgement out. */
export { checks } from './checks';
export type { CheckDefinition, Finding, ReadinessFacts } from './facts';
export { judge } from './judge';
export { judgeSites, summarise } from './summarise';
export type { ServerFacts, Summarisable } from './summarise';
