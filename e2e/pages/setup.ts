import type { Page } from '@playwright/test';

export class Setup {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  step(name: string) {
    return this.page
      .getByRole('navigation', { name: 'Steps of the set-up' })
      .getByRole('button', { name: new RegExp(`${name}$`) });
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: /^Next: / }).click();
  }

  item(title: string | RegExp) {
    return this.page.getByRole('checkbox', { name: title });
  }

  /** A light of one of the two rows of the proof. */
  row(name: RegExp) {
    return this.page.getByRole('row', { name });
  }

  async takeAlong(what: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Take along' }).click();
    await this.page.getByRole('menuitem', { name: what }).click();
  }
}
