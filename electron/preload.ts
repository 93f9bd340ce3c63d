import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Reply, TopicEvent } from '../shared/wire';
import { EVENT, INVOKE, SUBSCRIBE, UNSUBSCRIBE } from './shell/channels';

type Listener = (event: TopicEvent) => void;
const listeners = new Map<string, Listener>();
/** What can't be cloned (a function, a window) is refused before it is sent. */
const notCloned: Reply = {
  ok: false,
  error: { code: 'bad-request', message: 'The request holds something that cannot be sent.' },
};

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(INVOKE, name, input).catch(() => notCloned) as Promise<Reply>,
  subscribe(topic, input, listener) {
    // Random, so that an event for the page before a reload can't be taken for one of this page.
    const id = crypto.randomUUID();
    listeners.set(id, listener);
    ipcRenderer.send(SUBSCRIBE, id, topic, input);
    return () => {
      if (listeners.delete(id)) ipcRenderer.send(UNSUBSCRIBE, id);
    };
  },
};

ipcRenderer.on(EVENT, (_event, id: string, event: TopicEvent) => listeners.get(id)?.(event));
contextBridge.exposeInMainWorld('switchboard', bridge);
