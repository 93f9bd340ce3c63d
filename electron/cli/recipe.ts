import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors';
import { RecipeId, type RecipePreview, type RecipeValues } from '../../shared/model/recipes';
import type { OpenServer } from '../servers/open-server';
import { listRecipes, previewRecipe, removalPlan, removeRecipe } from '../servers/recipes';
import { fsReason } from '../storage/fs-error';
import { applyNow, throwFailed } from './apply';
import { printUndo } from './journal';
import { EXIT, sign } from './output';
import type { Output } from './output';
import { parseAssignment } from './set';

/** Prints every recipe with its parameters. */
export function printRecipes(out: Output): number {
  const all = listRecipes();
  if (out.json) out.object({ recipes: all });
  for (const { id, title, summary, parameters } of out.json ? [] : all) {
    out.line(`${id}: ${title}`);
    out.line(`  ${summary}`);
    for (const { name, help, default: otherwise, choices } of parameters)
      out.line(
        `  ${name}=${otherwise}  ${help}${choices ? ` (${choices.map(({ value }) => value).join(', ')})` : ''}`,
      );
  }
  return EXIT.good;
}

interface Options {
  site: string | undefined;
  application: string;
  /** `name=value` as typed. */
  assignments: readonly string[];
  preview: boolean;
  remove: boolean;
  /** A folder for the files that are copied by hand. */
  out: string | undefined;
}

/**
 * Shows what a recipe needs, places and changes, and, unless `preview`, places it: exit 0 when that is done, 1 when
 * something that it needs is broken (then nothing is placed), 2 when it could not be done.
 */
export async function recipe(open: OpenServer, name: string, options: Options, out: Output): Promise<number> {
  const id = idOf(name);
  if (options.site === undefined)
    throw new AppError(
      'bad-request',
      'Say where: --site NAME, and --app PATH for another application of it.',
    );
  const at = { recipe: id, site: options.site, application: options.application };
  if (options.remove) return remove(open, at, options.preview, out);
  const values = valuesOf(id, options.assignments);
  // The impact counts open sockets.
  await open.session.readRuntime();
  const preview = await previewRecipe(open, { ...at, values });
  const [wrong] = Object.entries(preview.problems);
  if (wrong) throw new AppError('value-invalid', `${wrong[0]}: ${wrong[1]}`);
  if (options.out !== undefined) await save(options.out, preview);
  const broken = preview.needs.filter(({ state }) => state === 'broken');
  if (!out.json) print(preview, out);
  if (preview.requests.length === 0) {
    if (out.json) out.object({ recipe: preview, applied: false });
    return EXIT.good;
  }
  if (broken.length > 0 && !options.preview) {
    if (out.json) out.object({ recipe: preview, applied: false });
    else out.line('Nothing was placed: what it needs is not there.');
    return EXIT.notGood;
  }
  // A recipe whose needs are not met mostly can't be planned; what is missing was said.
  if (options.preview && (out.json || preview.plan?.refusal)) {
    if (out.json) out.object({ recipe: preview, applied: false });
    else out.line(`✗ ${preview.plan?.refusal?.message ?? ''}`);
    return broken.length > 0 || preview.plan?.refusal ? EXIT.notGood : EXIT.good;
  }
  return applyNow(open, preview.requests, { preview: options.preview }, out);
}

function idOf(name: string): RecipeId {
  const id = RecipeId.safeParse(name);
  if (id.success) return id.data;
  throw new AppError('not-found', `There is no recipe "${name}"; there are ${RecipeId.options.join(', ')}.`);
}

function valuesOf(id: RecipeId, assignments: readonly string[]): RecipeValues {
  const known =
    listRecipes()
      .find((info) => info.id === id)
      ?.parameters.map(({ name }) => name) ?? [];
  return Object.fromEntries(
    assignments.map((text) => {
      const { setting, value } = parseAssignment(text);
      if (!known.includes(setting))
        throw new AppError(
          'setting-unknown',
          `${id} has no parameter "${setting}"; it has ${known.join(', ')}.`,
        );
      return [setting, value];
    }),
  );
}

async function remove(
  open: OpenServer,
  at: Parameters<typeof removalPlan>[1],
  preview: boolean,
  out: Output,
): Promise<number> {
  const plan = await removalPlan(open, at);
  const result = preview
    ? null
    : await removeRecipe(open, { ...at, hash: plan.hash }, () => undefined, new AbortController().signal);
  throwFailed(result);
  if (out.json) out.object({ plan, removed: result !== null, sentence: result?.sentence ?? null });
  else printUndo(plan, result, out);
  return EXIT.good;
}

/** Never over a file that is there. */
async function save(folder: string, { files }: RecipePreview): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeFile(path.join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    throw new AppError('write-failed', `The files can't be saved in ${folder} because ${fsReason(error)}.`, {
      where: { file: folder },
      fix: 'Name an empty folder.',
    });
  }
}

function print({ info, needs, files, notes }: RecipePreview, out: Output): void {
  out.line(`${info.title}: ${info.summary}`);
  for (const { state, sentence } of needs) out.line(`${sign(state)} ${sentence}`);
  for (const { name, how, text, note } of files) {
    out.line('');
    out.line(`${name} (${how}). ${note}`);
    out.line(text.trimEnd());
  }
  if (files.length > 0) out.line('');
  for (const note of notes) out.line(`- ${note}`);
}
