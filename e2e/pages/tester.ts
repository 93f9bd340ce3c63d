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

  /** The panel with everything about how to connect, at one of its groups. */
  async options(group: 'Request' | 'Subprotocols' | 'TLS' | 'Route' | 'Protocol') {
    const panel = this.page.getByRole('dialog', { name: 'How to connect' });
    if (!(await panel.isVisible())) await this.page.getByRole('button', { name: 'Options' }).click();
    await panel.getByRole('tab', { name: new RegExp(`^${group}`) }).click();
    return panel;
  }

  /** What is set, beside the address. */
  chip(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  get message() {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  async howToSend(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.page.getByRole('button', { name: /^Frames and rhythm/ }).click();
    const panel = this.page.getByRole('dialog', { name: 'Frames and rhythm' });
    for (const [label, value] of Object.entries(fields)) await panel.getByLabel(label).fill(value);
    await this.page.keyboard.press('Escape');
  }

  get certificate() {
    return this.page.getByRole('region', { name: /^Certificate of / });
  }

  async drop(how: 'FIN' | 'RST'): Promise<void> {
    await this.page.getByRole('button', { name: 'Close with a code and reason' }).click();
    await this.page.getByRole('button', { name: `Drop by ${how}` }).click();
  }

  async send(kind: 'Text' | 'JSON' | 'Binary' | 'Ping', text: string): Promise<void> {
    await this.page
      .getByRole('group', { name: 'What to send' })
      .getByRole('button', { name: kind, exact: true })
      .click();
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

  /** Bad news is an alert, a good end a status that has a sentence. */
  get verdict() {
    const good = this.page.getByRole('status').filter({ has: this.page.locator('p') });
    return this.page.getByRole('alert').or(good);
  }
}
