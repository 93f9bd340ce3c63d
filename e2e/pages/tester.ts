import type { Page } from '@playwright/test';

export class Tester {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get address() {
    return this.page.getByRole('textbox', { name: 'Address of the socket' });
  }

  async connect(): Promise<void> {
    await this.page.getByRole('button', { name: /^Connect/ }).click();
  }

  async send(kind: 'Text' | 'Binary' | 'Ping', text: string): Promise<void> {
    // The frame's card has buttons of the same names.
    const pane = this.page.getByRole('region', { name: 'Frames' });
    await pane.getByRole('button', { name: kind, exact: true }).click();
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close', exact: true }).click();
  }

  /** Rows of the frame log with these cells, each whole. */
  frames(...cells: string[]) {
    return cells.reduce(
      (rows, name) => rows.filter({ has: this.page.getByRole('gridcell', { name, exact: true }) }),
      this.page.getByRole('region', { name: 'Frames' }).getByRole('row'),
    );
  }

  get verdict() {
    return this.page.getByRole('alert');
  }
}
