import type { LoadRequest } from '../../../../shared/model/tester-runs';

/** What stands in the form, as typed. */
export interface LoadDraft {
  connections: string;
  rate: string;
  hold: string;
  messages: string;
  bytes: string;
}
export type LoadField = keyof LoadDraft;

export const firstLoad: LoadDraft = {
  connections: '100',
  rate: '20',
  hold: '10',
  messages: '1',
  bytes: '64',
};

interface Field {
  field: LoadField;
  label: string;
  least: number;
  most: number;
  whole: boolean;
}

export const loadFields: readonly Field[] = [
  { field: 'connections', label: 'Sockets', least: 1, most: 200_000, whole: true },
  { field: 'rate', label: 'Opened a second', least: 0.1, most: 100_000, whole: false },
  { field: 'hold', label: 'Held after the last one, seconds', least: 0, most: 86_400, whole: false },
  { field: 'messages', label: 'Messages a second, each socket', least: 0, most: 10_000, whole: false },
  { field: 'bytes', label: 'Size of a message, bytes', least: 1, most: 1_000_000, whole: true },
];

export type LoadSize = Omit<LoadRequest, 'connect'>;
export type ReadLoad =
  { ok: true; size: LoadSize } | { ok: false; wrong: Partial<Record<LoadField, string>> };

/** The numbers, or one sentence a field that is none. */
export function readLoad(draft: LoadDraft): ReadLoad {
  const wrong: Partial<Record<LoadField, string>> = {};
  const read = ({ field, least, most, whole }: Field): number => {
    const text = draft[field].replaceAll(',', '').trim();
    const value = Number(text);
    if (text === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      wrong[field] =
        `${whole ? 'A whole number' : 'A number'} from ${least} to ${most.toLocaleString('en-US')}.`;
    return value;
  };
  const [connections = 0, rate = 0, holdS = 0, messages = 0, bytes = 0] = loadFields.map(read);
  return Object.keys(wrong).length > 0
    ? { ok: false, wrong }
    : { ok: true, size: { connections, rate, holdS, messages, bytes } };
}

/** A load that goes on, as it was begun: after a reload of the window nothing is known of it. */
export const runningDraft = (size: LoadSize | null): LoadDraft => ({
  connections: size ? String(size.connections) : '',
  rate: size ? String(size.rate) : '',
  hold: size ? String(size.holdS) : '',
  messages: size ? String(size.messages) : '',
  bytes: size ? String(size.bytes) : '',
});

/** How long it takes until all are open, seconds. */
export const rampS = ({ connections, rate }: LoadSize): number => connections / rate;
