/** The text of schema.json for a folder with IIS's schema files. */
export function makeSchema(folder: string): string;
