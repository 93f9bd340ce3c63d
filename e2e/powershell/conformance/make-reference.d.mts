/** The text of reference.json for a text of Microsoft's reference, cmdlets.json. */
export function makeReference(text: string): string;
