import type { Page } from '@playwright/test';

export class Limits {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  rung(name: string) {
    return this.page.getByRole('option', { name });
  }

  get hop() {
    return this.page.getByRole('textbox', { name: 'A proxy in front cuts silence after' });
  }

  /** Asks what a number of sockets would do to the ladder. */
  async expect(sockets: number): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Expected sockets' }).fill(String(sockets));
    await this.page.keyboard.press('Tab');
  }

  /** Picks the site's own ceiling and puts a number into the pending changes. */
  async setMaxConnections(count: number): Promise<void> {
    await this.rung('Site maxConnections').click();
    await this.page.getByRole('checkbox', { name: 'Unlimited' }).uncheck();
    await this.page.getByRole('textbox', { name: 'limits.maxConnections' }).fill(String(count));
    await this.page.getByRole('button', { name: 'Add to changes' }).click();
  }
}
