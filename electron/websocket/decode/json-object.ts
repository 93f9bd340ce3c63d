/** The object that a JSON text is; null for every other text. */
export function asObject(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && !Array.isArray(said)
      ? Object.fromEntries(Object.entries(said))
      : null;
  } catch {
    return null;
  }
}
