import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { PageId, PageProps } from './page-props';

interface PageEntry {
  title: string;
  /** Fetches the page's code ahead of drawing it. */
  load: () => Promise<{ default: ComponentType<PageProps> }>;
  Component: LazyExoticComponent<ComponentType<PageProps>>;
}

const page = (title: string, load: PageEntry['load']): PageEntry => ({ title, load, Component: lazy(load) });

/** A page is loaded when it is first opened; adding one is a row here and in page-props.ts. */
export const pages: Record<PageId, PageEntry> = {
  readiness: page('Readiness', () => import('../readiness/ReadinessPage')),
  inventory: page('Sites & pools', () => import('../inventory/InventoryPage')),
  limits: page('Limits', () => import('../limits/LimitsPage')),
  tester: page('Tester', () => import('../tester/TesterPage')),
  changes: page('Changes', () => import('../changes/ChangesPage')),
};
