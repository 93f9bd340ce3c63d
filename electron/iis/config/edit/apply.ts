import { AppError } from '../../../../shared/errors';
import type { ConfigEdit } from '../../../../shared/model/settings';
import type { z } from 'zod';
import type { ConfigDocument } from '../document';
import { readServer } from '../model/read-server';
import type { ServerConfig } from '../model/server-config';
import { definitionOf } from '../settings/check';
import { addElement, removeElement } from './elements';
import { Overlay } from './overlay';
import { Places } from './place';
import { applySplices, invertSplices, renderSplices } from './render';
import type { Splice } from './render';
import { resetSetting, setSetting } from './settings';
import { verifyEdits } from './verify';

export type Edit = z.infer<typeof ConfigEdit>;

/** One file before and after. Texts are without the BOM, and splices are offsets into `beforeText`. */
export interface EditedFile {
  path: string;
  before: Uint8Array;
  after: Uint8Array;
  beforeText: string;
  afterText: string;
  splices: Splice[];
}

/**
 * Applies edits in their order to applicationHost.config, all of them or (by throwing) none; answers the changed files,
 * an empty list when the text says all of it already. Every byte outside the splices stays. The result is parsed again
 * and each value read back before it is answered. Throws `read-only`, `not-found`, `value-invalid`, `section-locked`,
 * `setting-not-here`, `setting-unknown`, `already-exists`.
 */
export function applyEdits(config: ServerConfig, edits: readonly Edit[]): EditedFile[] {
  const { document } = config;
  if (document.readOnly !== undefined) {
    throw new AppError('read-only', document.readOnly, { where: { file: document.file } });
  }
  const overlay = new Overlay();
  const places = new Places(config, overlay);
  for (const edit of edits) applyOne(config, overlay, places, edit);
  const splices = renderSplices(document, overlay);
  if (splices.length === 0) return [];
  const afterText = applySplices(document.text, splices);
  const file: EditedFile = {
    path: document.file,
    before: document.bytes,
    after: encode(document, afterText),
    beforeText: document.text,
    afterText,
    splices,
  };
  const applicationHost = { path: document.file, bytes: file.after };
  verifyEdits(config, readServer({ ...config.files, applicationHost }), edits);
  return [file];
}

/** The same file the other way round: applying it to what was written gives the original bytes. */
export function invert(file: EditedFile): EditedFile {
  return {
    path: file.path,
    before: file.after,
    after: file.before,
    beforeText: file.afterText,
    afterText: file.beforeText,
    splices: invertSplices(file.beforeText, file.splices),
  };
}

function applyOne(config: ServerConfig, overlay: Overlay, places: Places, edit: Edit): void {
  switch (edit.kind) {
    case 'set':
      setSetting(config, places, edit);
      return;
    case 'reset':
      resetSetting(places, edit.target, definitionOf(edit.target.kind, edit.setting));
      return;
    case 'add-element':
      addElement(config, overlay, places, edit.ref);
      return;
    case 'remove-element':
      removeElement(config, overlay, places, edit.ref);
  }
}

/** UTF-8 (or ASCII, where all else stands as references) with the BOM that was there. */
export function encode(document: ConfigDocument, text: string): Uint8Array {
  return new TextEncoder().encode(document.hasBom ? `\ufeff${text}` : text);
}
