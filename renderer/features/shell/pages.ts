import { createElement, lazy, useState } from 'react';
import type { ComponentType } from 'react';
import type { PageId, PageProps } from './page-props';

type Page = ComponentType<PageProps>;

interface PageEntry {
  title: string;
  /** Fetches the page's code ahead of drawing it. */
  load: () => Promise<{ default: Page }>;
  Component: Page;
}

/**
 * A page whose code is here is drawn at once. `lazy` alone would suspend once more even then, and React keeps what
 * follows a fallback back for 300 ms: a third of the launch.
 */
function page(title: string, fetchCode: PageEntry['load']): PageEntry {
  let here: Page | undefined;
  const load = async () => {
    const code = await fetchCode();
    here = code.default;
    return code;
  };
  const Coming = lazy(load);
  const Component = (props: PageProps) => {
    // Kept for as long as the page is open: another type would throw its state away.
    const [Chosen] = useState<Page>(() => here ?? Coming);
    return createElement(Chosen, props);
  };
  return { title, load, Component };
}

/** A page is loaded when it is first opened; adding one is a row here and in page-props.ts. */
export const pages: Record<PageId, PageEntry> = {
  readiness: page('Readiness', () => import('../readiness/ReadinessPage')),
  setup: page('Set up', () => import('../setup/SetupPage')),
  inventory: page('Sites & pools', () => import('../inventory/InventoryPage')),
  limits: page('Limits', () => import('../limits/LimitsPage')),
  live: page('Live', () => import('../live/LivePage')),
  tester: page('Tester', () => import('../tester/TesterPage')),
  logs: page('Logs', () => import('../logs/LogsPage')),
  recipes: page('Recipes', () => import('../recipes/RecipesPage')),
  changes: page('Changes', () => import('../changes/ChangesPage')),
};
