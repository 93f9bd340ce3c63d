import type { Page } from '@playwright/test';

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
    await this.page
      .getByRole('region', { name: 'Applying' })
      .getByText('done', { exact: true })
      .first()
      .waitFor();
  }

  async undoLast(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo…' }).first().click();
    await this.page.getByRole('button', { name: 'Undo now' }).click();
    await this.page
      .getByRole('region', { name: 'Undoing' })
      .getByText('done', { exact: true })
      .first()
      .waitFor();
  }
}
