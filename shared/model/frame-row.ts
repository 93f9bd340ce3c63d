import { z } from 'zod';

export const FrameOpcode = z.enum(['continuation', 'text', 'binary', 'close', 'ping', 'pong', 'reserved']);
export type FrameOpcode = z.infer<typeof FrameOpcode>;
