import type { Page } from '@playwright/test';

export class Readiness {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** All eight, or one by its name. */
  station(name?: string) {
    return this.page.getByRole('tab', name ? { name: new RegExp(`^${name} `) } : {});
  }

  fix(title: string | RegExp) {
    return this.page.getByRole('button', { name: title });
  }
}
