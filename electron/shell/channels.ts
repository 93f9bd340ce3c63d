/** The only names on the wire between window and main process; what is asked stands in the contract. */
export const INVOKE = 'switchboard:invoke';
export const SUBSCRIBE = 'switchboard:subscribe';
export const UNSUBSCRIBE = 'switchboard:unsubscribe';
export const EVENT = 'switchboard:event';
