const OPTION = '--started-by=';

/** The account that asked for a start as administrator, as it was handed over; '' where nobody did. */
export function startedBy(argv: readonly string[]): string {
  const given = argv.find((argument) => argument.startsWith(OPTION))?.slice(OPTION.length) ?? '';
  // An account's name as Windows allows it; anything else would only blur the journal.
  return /^[^\p{Cc}"]{1,256}$/u.test(given) ? given : '';
}

/** The argument that hands it over. Windows allows no quote in an account's name. */
export function startedByArgument(env: NodeJS.ProcessEnv): string {
  const { USERDOMAIN: domain, USERNAME: user } = env;
  return user === undefined || user.includes('"') ? '' : `"${OPTION}${domain ?? '.'}\\${user}"`;
}
