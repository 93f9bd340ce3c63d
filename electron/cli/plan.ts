import { AppError } from '../../shared/errors';
import type { PlanStep } from '../../shared/model/limits';
import { number } from '../../shared/words';
import { lives } from '../evidence/document';
import type { OpenServer } from '../servers/open-server';
import { EXIT, sign } from './output';
import type { Output } from './output';

interface Asked {
  site: string;
  application: string;
  sockets: number;
  /** Seconds of silence after which something in front cuts; null: nothing does. */
  hopS: number | null;
}

/**
 * What an expected number of sockets does to the ceilings of an application, the changes that raise them, and how long a
 * socket lives. Writes nothing. Exit 0 when so many can be open, 1 when not or when it can't be told.
 */
export async function plan(open: OpenServer, asked: Asked, out: Output): Promise<number> {
  const { config } = await open.session.snapshot();
  await open.session.gateway.real?.refreshParts();
  await open.session.readRuntime();
  const site = config.findSite(asked.site);
  if (!site)
    throw new AppError(
      'not-found',
      `There is no site "${asked.site}" in ${config.file}; look at "switchboard inspect" for the names there are.`,
    );
  const answer = await open.limitsPlan(site.name, asked.application, asked.sockets);
  const page = await open.limits(site.name, asked.application, asked.hopS);
  const changes = answer.steps.flatMap((step) => step.changes);
  const impact = changes.length === 0 ? [] : (await open.changes.preview(changes)).impact;
  if (out.json) out.object({ ...answer, changes, impact, limits: page });
  else {
    out.line(answer.verdict);
    for (const step of answer.steps) printStep(step, out);
    if (impact.length > 0) out.line('\nWhat these changes cost:');
    for (const sentence of impact) out.line(`  ${sentence}`);
    out.line(`\n${page.heading}`);
    for (const { title, value, unknown, source, from } of page.rungs)
      out.line(`  ${title}: ${holds(value, unknown)} (${source?.label ?? from ?? 'not known'})`);
    out.line(`\n${page.sub}`);
    out.line(`  a silent socket: ${lives(page, page.lives.silent)}`);
    out.line(`  one that talks: ${lives(page, page.lives.talking)}`);
  }
  return answer.holds === true ? EXIT.good : EXIT.notGood;
}

function holds(value: number | null, unknown: string | undefined): string {
  if (unknown !== undefined) return `unknown, ${unknown}`;
  return value === null ? 'unlimited' : number(value);
}

const states = { breaks: 'broken', unknown: 'unknown', advice: 'warning' } as const;

function printStep({ kind, sentence, arithmetic }: PlanStep, out: Output): void {
  out.line(`  ${sign(states[kind])} ${kind === 'advice' ? 'advice: ' : ''}${sentence}`);
  for (const line of arithmetic) out.line(`      ${line}`);
}
