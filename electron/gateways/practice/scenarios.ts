import { AppError } from '../../../shared/errors';
import bareServer from './scenarios/bare-server.config?raw';
import commonFaults from './scenarios/common-faults.config?raw';
import typicalTrouble from './scenarios/typical-trouble.config?raw';

export interface Scenario {
  id: string;
  title: string;
  /** One sentence on what there is to find. */
  summary: string;
  /** Whether Web-WebSockets is installed when the scenario begins. */
  feature: 'Installed' | 'Available';
  bytes: Uint8Array;
}

const scenario = (one: Omit<Scenario, 'bytes'>, text: string): Scenario => ({
  ...one,
  bytes: Buffer.from(text, 'utf8'),
});

/** Configurations written by hand in the form that IIS writes; the first one is where a newcomer starts. */
export const scenarios: readonly Scenario[] = [
  scenario(
    {
      id: 'typical-trouble',
      title: 'Typical trouble',
      summary: 'The feature is installed and Echo works; five other sites each have one common mistake.',
      feature: 'Installed',
    },
    typicalTrouble,
  ),
  scenario(
    {
      id: 'bare-server',
      title: 'Bare server',
      summary: 'A stock server with sound sites, but without the WebSocket feature.',
      feature: 'Available',
    },
    bareServer,
  ),
  scenario(
    {
      id: 'common-faults',
      title: 'The commonest faults',
      summary: 'Twelve sites, each with another of the faults that keep sockets from opening.',
      feature: 'Installed',
    },
    commonFaults,
  ),
];

export const defaultScenario = 'typical-trouble';

/** Throws `not-found`. */
export function findScenario(id: string): Scenario {
  const found = scenarios.find((one) => one.id === id);
  if (found) return found;
  const known = scenarios.map((one) => one.id).join(', ');
  throw new AppError('not-found', `The practice server has no scenario of that name; it has ${known}.`);
}
