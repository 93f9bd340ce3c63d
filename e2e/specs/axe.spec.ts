import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';
import { violations } from '../fixtures/violations';
import { pageNames } from '../pages/shell';

for (const scheme of schemes)
  test(`no page has an accessibility violation in the ${scheme} theme`, async ({
    page,
    shell,
    readiness,
    live,
    tester,
  }) => {
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    await useScheme(page, scheme);
    for (const name of pageNames) {
      await shell.open(name);
      await expect(shell.heading).toBeVisible();
      expect(await violations(page), name).toEqual([]);
    }
    await shell.open('Live');
    await live.row('Echo').click();
    await expect(live.chosen('Echo')).toBeVisible();
    for (const tab of ['Application pools', 'Open requests', 'What happened', 'Not told']) {
      await live.tab(tab);
      expect(await violations(page), `Live, ${tab}`).toEqual([]);
    }
    // The states that a quiet server doesn't show: faults, something pending, an open socket, a failed one.
    await shell.open('Readiness');
    await shell.pickSite('Chat');
    await readiness.station('Pool').click();
    await readiness
      .fix(/^Fix: /)
      .first()
      .click();
    await expect(shell.review).toBeVisible();
    expect(await violations(page), 'Readiness with a fault').toEqual([]);
    await shell.review.click();
    await expect(page.getByRole('figure')).toBeVisible();
    expect(await violations(page), 'Changes with a diff').toEqual([]);
    await shell.open('Tester');
    await shell.pickSite('Echo');
    await tester.connect();
    await tester.send('Text', 'hello');
    await expect(tester.frames('in', 'hello')).toHaveCount(1);
    expect(await violations(page), 'Tester with frames').toEqual([]);
    await tester.close();
    await expect(tester.verdict).toBeVisible();
    expect(await violations(page), 'Tester with a verdict').toEqual([]);
  });
