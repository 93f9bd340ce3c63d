export function findEngine(): Promise<string>;
export function buildStandIns(): Promise<string>;
