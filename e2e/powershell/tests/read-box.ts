import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { ConfigurationDone, ConfigurationPart } from '../../../electron/gateways/powershell/answers';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { readConfiguration } from '../../../electron/gateways/powershell/scripts/read-configuration';
import { createWindowsBox, type BoxOptions, type WindowsBox } from '../windows-box';

/** A box and the product's own session on it, without a gateway; both end with the test. */
export async function readBox(
  options: BoxOptions,
): Promise<{ box: WindowsBox; session: NodePowerShellSession }> {
  const box = await createWindowsBox(options);
  const session = new NodePowerShellSession({ target: null, env: box.env });
  onTestFinished(async () => {
    await session.dispose();
    await box.dispose();
  });
  return { box, session };
}

type FilePart = Exclude<ConfigurationPart, { role: 'unreadable' }>;

export interface SentFile {
  first: FilePart;
  bytes: Buffer;
  /** With its BOM, if it has one. */
  text: string;
}
export interface Sent {
  files: SentFile[];
  unreadable: Extract<ConfigurationPart, { role: 'unreadable' }>[];
  done: z.infer<typeof ConfigurationDone>;
  web: (iisPath: string) => SentFile | undefined;
  own: SentFile | undefined;
}

/** What read-configuration sends, its pieces put together. */
export async function readAll(
  session: NodePowerShellSession,
  endpoints: { site: string; path: string }[] = [],
): Promise<Sent> {
  const parts: ConfigurationPart[] = [];
  const done = await session.run(readConfiguration, { endpoints }, { onPart: (part) => parts.push(part) });
  const pieces = parts.filter((part) => part.role !== 'unreadable');
  const files = pieces
    .filter(({ index }) => index === 0)
    .map((first): SentFile => {
      const own = pieces.filter((part) => part.role === first.role && part.iisPath === first.iisPath);
      const bytes = Buffer.concat(own.map(({ base64 }) => Buffer.from(base64, 'base64')));
      return { first, bytes, text: bytes.toString('utf8') };
    });
  return {
    files,
    unreadable: parts.filter((part) => part.role === 'unreadable'),
    done,
    web: (iisPath) => files.find(({ first }) => first.role === 'web' && first.iisPath === iisPath),
    own: files.find(({ first }) => first.role === 'applicationHost'),
  };
}

/** A folder of the box with files in it; answers its path. */
export async function folder(
  box: WindowsBox,
  name: string,
  files: Record<string, string | Uint8Array> = {},
): Promise<string> {
  const dir = path.join(box.dir, name);
  await mkdir(dir, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(dir, file), content);
  return dir;
}
