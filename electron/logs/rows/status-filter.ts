/** Whether a row has the status of a filter: "" takes all, "503" whatever its substatus, "503.2" only that. */
export function statusMatches(filter: string, status: number, substatus: number): boolean {
  if (filter === '') return true;
  const [main, sub] = filter.split('.');
  return status === Number(main) && (sub === undefined || substatus === Number(sub));
}
