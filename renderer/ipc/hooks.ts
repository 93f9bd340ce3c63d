export { callKey, useAction, useCall } from './use-call';
export { useJob } from './use-job';
export { useServerChanges } from './use-server-changes';
export { useTopic } from './use-topic';
