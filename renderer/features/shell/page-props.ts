/** The pages there are, in the rail's order; Ctrl+1 … Ctrl+9 open them. */
export const pageIds = [
  'readiness',
  'setup',
  'inventory',
  'limits',
  'live',
  'tester',
  'logs',
  'recipes',
  'changes',
] as const;
export type PageId = (typeof pageIds)[number];

/** Where the window is; stands in location.hash, so it survives a reload. */
export interface Place {
  page: PageId;
  /** null until the list of servers is there. */
  server: string | null;
  site: string | null;
  application: string;
  /** A page's own choices (a tab, a filter), as text. */
  params: Readonly<Record<string, string>>;
}

/** What every page is given. `navigate` keeps what isn't named; naming a page or site without `params` drops them. */
export interface PageProps {
  serverId: string;
  site: string | null;
  application: string;
  params: Readonly<Record<string, string>>;
  navigate: (to: Partial<Place>) => void;
}
