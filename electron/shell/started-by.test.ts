import { expect, it } from 'vitest';
import { startedBy, startedByArgument } from './started-by';

// Without it the journal of an elevated program names the administrator's account only, not who sat there.
it('hands the account of the one who asked over to the elevated program', () => {
  const argument = startedByArgument({ USERDOMAIN: 'WEB01', USERNAME: 'ada' });
  expect(argument).toBe('"--started-by=WEB01\\ada"');
  expect(startedBy(['--data=C:\\x', argument.replaceAll('"', '')])).toBe('WEB01\\ada');
});

it.each([['--started-by=a\nb'], ['--started-by='], [`--started-by=${'x'.repeat(300)}`], ['--data=x']])(
  'takes nothing odd: %j',
  (argument) => {
    expect(startedBy([argument])).toBe('');
  },
);
