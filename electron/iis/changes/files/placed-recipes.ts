import type { PlacedRecipe } from '../../../../shared/model/recipes';
import { fold } from '../../config';
import type { KnownEntry } from '../journal-events';
import { canBeUndone } from '../journal-view';

/**
 * The temporary recipes that are still in place, newest first, from the journal: what was placed and not taken back.
 * Their entries are newest first, which is the order to take them back in.
 */
export function placedRecipes(entries: readonly KnownEntry[], serverId: string): PlacedRecipe[] {
  const found = new Map<string, PlacedRecipe>();
  for (const entry of entries.toReversed()) {
    const { siteFile } = entry;
    if (entry.serverId !== serverId || !siteFile?.recipe?.temporary || !canBeUndone(entry)) continue;
    const { place, recipe } = siteFile;
    const { site, application, name } = place;
    const key = JSON.stringify([recipe.id, fold(site), fold(application)]);
    const known = found.get(key);
    if (known) {
      known.files.push(name);
      known.entryIds.push(entry.id);
      continue;
    }
    const { at, by } = entry;
    const made = { recipe: recipe.id, title: recipe.title, site, application, at, by };
    found.set(key, { ...made, files: [name], entryIds: [entry.id] });
  }
  return [...found.values()];
}
