import { expect, type Page } from '@playwright/test';

export class Live {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async tab(name: string | RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  /** A row of the table of sites or pools. */
  row(name: string) {
    return this.page
      .getByRole('grid')
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell', { name, exact: true }) });
  }

  /** The cell of a row under a column. */
  async cell(name: string, column: string): Promise<string> {
    const titles = await this.page.getByRole('grid').getByRole('columnheader').allInnerTexts();
    const at = titles.findIndex((title) => title.startsWith(column));
    return this.row(name).getByRole('gridcell').nth(at).innerText();
  }

  chosen(name: string) {
    return this.page.getByRole('region', { name });
  }

  /** Asks, reads what would be cut, and puts it among the changes. */
  async ask(button: string, cuts: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    await expect(this.page.getByRole('dialog')).toContainText(cuts);
    await this.page.getByRole('button', { name: 'Add to changes' }).click();
  }
}
