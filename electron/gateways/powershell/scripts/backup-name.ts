import { z } from 'zod';

/** Ours only: a folder's name and an argument of appcmd, so nothing but letters, digits and hyphens. */
export const BackupName = z.string().regex(/^switchboard-[A-Za-z0-9-]{1,80}$/);
