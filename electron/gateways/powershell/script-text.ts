const NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/**
 * A .ps1 file as the definition of one function, ready for a PowerShell that reads commands from stdin. There an empty
 * line ends a block, so empty lines and lines of comment go and one empty line comes at the end. It must be ASCII:
 * stdin has the OEM code page in 5.1.
 * @throws Error on a text that would not arrive as it is written; a fault of ours, found by the scripts' tests.
 */
export function scriptText(name: string, text: string): string {
  if (!NAME.test(name)) throw new Error(`no name for a script: ${name}`);
  // eslint-disable-next-line no-control-regex -- the ASCII range
  if (/[^\x00-\x7f]/.test(text)) throw new Error(`the script ${name} is not ASCII`);
  if (/@['"][ \t]*$/m.test(text)) throw new Error(`the script ${name} has a here-string`);
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !/^\s*#(?!>)/.test(line));
  return [`function global:Swb-${name} {`, ...lines, '}', '', ''].join('\n');
}
