import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';
import { themeRules, violations } from '../fixtures/violations';
import { pageNames } from '../pages/shell';

// States that a quiet server doesn't show are scanned where they are pictured: screenshots.spec.ts.
test('no page has an accessibility violation in the light or the dark theme', async ({ page, shell }) => {
  test.slow();
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  for (const name of pageNames) {
    await shell.open(name);
    await expect(shell.heading).toBeVisible();
    for (const scheme of schemes) {
      await useScheme(page, scheme);
      expect(
        await violations(page, scheme === 'light' ? undefined : themeRules),
        `${name}, ${scheme}`,
      ).toEqual([]);
    }
  }
});
