import { expect, type Page } from '@playwright/test';

export class Changes {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get diff() {
    return this.page.getByRole('figure');
  }

  get apply() {
    return this.page.getByRole('button', { name: /^Apply/ });
  }

  async applyAll(): Promise<void> {
    await this.apply.click();
    await this.#ended('Applying');
  }

  async undoLast(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo…' }).first().click();
    await this.page.getByRole('button', { name: 'Undo now' }).click();
    await this.#ended('Undoing');
  }

  /** Steps may be done before the whole is: its own sentence stands in the card's head. */
  async #ended(card: 'Applying' | 'Undoing'): Promise<void> {
    const head = this.page.getByRole('region', { name: card }).getByRole('status');
    await expect(head.getByRole('button', { name: 'Close' })).toBeVisible();
    await expect(head).toContainText(/^done/);
  }
}
