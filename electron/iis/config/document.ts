import { AppError } from '../../../shared/errors';
import type { SourceFile, Where } from './types';
import { buildTree } from './xml/build';
import { decodeBytes } from './xml/decode';
import type { XmlElement } from './xml/element';
import { illegalCharacterAt } from './xml/entities';
import { LineTable } from './xml/lines';
import { Malformed } from './xml/malformed';
import { parseNodes } from './xml/parser';
import { checkProlog } from './xml/prolog';
import { unfinishedAt } from './xml/unfinished';

/** 64 MB; an applicationHost.config of 1,000 sites has 0.7 MB. */
export const maxFileBytes = 64 * 1024 * 1024;

/** A configuration file that is well-formed XML with <configuration> as its root. */
export interface ConfigDocument {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Without the BOM; all offsets count in it. */
  readonly text: string;
  readonly encoding: string;
  readonly hasBom: boolean;
  /** Declared as US-ASCII: other characters must be written as references. */
  readonly asciiOnly: boolean;
  /** Why the file must not be written, in one sentence, or absent. */
  readonly readOnly?: string;
  readonly root: XmlElement;
  /** The place of an offset as an editor shows it. */
  whereOf(offset: number): Where;
}

/**
 * Reads one file. Throws AppError: `file-too-large`, `encoding-unsupported`, `not-xml`, `xml-refused` (DOCTYPE, entity
 * tricks, two roots, text outside the root, …) and `not-a-configuration`, each with file and line.
 */
export function parseDocument(file: SourceFile): ConfigDocument {
  const { path, bytes } = file;
  if (bytes.length > maxFileBytes) {
    throw new AppError(
      'file-too-large',
      `${path} is larger than 64 MB and is not read; is it a configuration?`,
      {
        where: { file: path },
      },
    );
  }
  const decoded = decodeBytes(path, bytes);
  const lines = new LineTable(decoded.text);
  const whereOf = (offset: number): Where => {
    const { line, column } = lines.at(offset);
    return { file: path, line, column };
  };
  const root = readRoot(path, decoded.text, whereOf);
  if (root.name !== 'configuration') {
    const where = whereOf(root.start);
    throw new AppError(
      'not-a-configuration',
      `${path} is not an IIS configuration: its root in line ${where.line ?? 1} is <${shorten(root.name)}> where <configuration> belongs; choose another file.`,
      { where },
    );
  }
  const { text, encoding, hasBom, asciiOnly, readOnly } = decoded;
  return {
    file: path,
    bytes,
    text,
    encoding,
    hasBom,
    asciiOnly,
    ...(readOnly ? { readOnly } : {}),
    root,
    whereOf,
  };
}

function readRoot(path: string, text: string, whereOf: (offset: number) => Where): XmlElement {
  try {
    const illegal = illegalCharacterAt(text);
    if (illegal !== -1)
      throw new Malformed(illegal, 'a control character stands here that no XML may hold; remove it');
    checkProlog(text);
    return buildTree(text, parse(text));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const where = whereOf(error.offset);
    throw new AppError(error.code, `${path}, line ${where.line ?? 1}: ${error.message}.`, { where });
  }
}

function parse(text: string): ReturnType<typeof parseNodes> {
  try {
    return parseNodes(text);
  } catch (error) {
    const offset = unfinishedAt(text);
    if (offset !== -1 || !(error instanceof Error)) {
      throw new Malformed(
        Math.max(offset, 0),
        'a tag, comment or CDATA that begins here has no end: the file is cut off there; restore it from a backup or close it',
      );
    }
    // Its texts name constructs (nesting deeper than 100, reserved names), never values.
    const reason = /nested/i.test(error.message)
      ? 'elements are nested deeper than 100 levels'
      : 'it holds a construct that is not read here (a name reserved in JavaScript, or an instruction with a quote)';
    throw new Malformed(0, `${reason}; take it out`, 'xml-refused');
  }
}

const shorten = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
