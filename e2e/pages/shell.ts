import { expect, type Page } from '@playwright/test';

export type PageName =
  'Readiness' | 'Set up' | 'Sites & pools' | 'Limits' | 'Live' | 'Tester' | 'Logs' | 'Recipes' | 'Changes';
export const pageNames: readonly PageName[] = [
  'Readiness',
  'Set up',
  'Sites & pools',
  'Limits',
  'Live',
  'Tester',
  'Logs',
  'Recipes',
  'Changes',
];

/** Rail, top bar and what stands on every page. */
export class Shell {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1 });
  }

  async open(name: PageName): Promise<void> {
    // The page's link may carry a count ("Changes 2").
    await this.page
      .getByRole('complementary')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
  }

  /** Opens the scenario's menu and picks; the practice server then starts afresh. */
  async loadScenario(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Scenario/ }).click();
    await this.page.getByRole('menuitem', { name: title }).click();
    await expect(this.page.getByRole('menu')).toBeHidden();
  }

  async pickSite(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Site\b/ }).click();
    await this.page.getByRole('combobox', { name: 'Search sites' }).fill(name);
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  get review() {
    return this.page.getByRole('link', { name: /^Review \d+ change/ });
  }

  get notices() {
    return this.page.getByRole('status').or(this.page.getByRole('alert'));
  }
}
