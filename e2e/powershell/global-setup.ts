import { buildStandIns, findEngine } from './engine.mjs';

/** Before any test: the engine is found or built once, so that no test's own time goes into it. */
export default async function setup(): Promise<void> {
  process.env['SWITCHBOARD_POWERSHELL'] = await findEngine();
  await buildStandIns();
}
