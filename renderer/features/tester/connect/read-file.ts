/** Base64 of a file's bytes, in pieces: a call takes only so many arguments. */
export function base64Of(buffer: ArrayBuffer): string {
  const view = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < view.length; at += 8192) text += String.fromCharCode(...view.subarray(at, at + 8192));
  return btoa(text);
}
