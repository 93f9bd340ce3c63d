import type { Page } from '@playwright/test';

export class Limits {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  rung(name: string) {
    return this.page.getByRole('option', { name });
  }

  /** Picks the site's own ceiling and puts a number into the pending changes. */
  async setMaxConnections(count: number): Promise<void> {
    await this.rung('Site maxConnections').click();
    await this.page.getByRole('checkbox', { name: 'Unlimited' }).uncheck();
    await this.page.getByRole('textbox', { name: 'limits.maxConnections' }).fill(String(count));
    await this.page.getByRole('button', { name: 'Add to changes' }).click();
  }
}
