import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { PageId, PageProps } from './page-props';

interface PageEntry {
  title: string;
  Component: LazyExoticComponent<ComponentType<PageProps>>;
}

/** A page is loaded when it is first opened; adding one is a row here and in page-props.ts. */
export const pages: Record<PageId, PageEntry> = {
  readiness: { title: 'Readiness', Component: lazy(() => import('../readiness/ReadinessPage')) },
  inventory: { title: 'Sites & pools', Component: lazy(() => import('../inventory/InventoryPage')) },
  limits: { title: 'Limits', Component: lazy(() => import('../limits/LimitsPage')) },
  tester: { title: 'Tester', Component: lazy(() => import('../tester/TesterPage')) },
  changes: { title: 'Changes', Component: lazy(() => import('../changes/ChangesPage')) },
};
