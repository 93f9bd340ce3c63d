export function findEngine(): Promise<string>;
export function buildStandIns(): Promise<string>;
export function built(project: string, name: string, args?: readonly string[]): Promise<string>;
