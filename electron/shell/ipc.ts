import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { EVENT, INVOKE, SUBSCRIBE, UNSUBSCRIBE } from './channels';
import { isTrustedSender } from './origin';
import { refuse } from './refuse';
import type { Relay } from './relay';
import { SaveGate } from './save-gate';

/** A document, not a window: a reload makes another one. */
const pages = new WeakMap<WebContents, number>();
const pageOf = (contents: WebContents): string => `${contents.id}/${pages.get(contents) ?? 0}`;

function isTrusted({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = senderFrame && { url: senderFrame.url, isMainFrame: senderFrame === sender.mainFrame };
  return isTrustedSender(frame);
}

/** Connects the relay to every window of ours. */
export function connectWindows(relay: Relay): void {
  const gate = new SaveGate();
  ipcMain.handle(INVOKE, async (event, name: unknown, input: unknown) => {
    if (!isTrusted(event)) return refuse('sender-refused', 'This page may not ask anything.');
    const refused = gate.refusal(name, input);
    if (refused) return refused;
    const reply = await relay.invoke(name, input);
    gate.answered(name, reply);
    return reply;
  });
  ipcMain.on(SUBSCRIBE, (event, id: unknown, topic: unknown, input: unknown) => {
    if (!isTrusted(event)) return;
    const { sender } = event;
    relay.subscribe(pageOf(sender), id, topic, input, (topicEvent) => {
      if (!sender.isDestroyed()) sender.send(EVENT, id, topicEvent);
    });
  });
  ipcMain.on(UNSUBSCRIBE, (event, id: unknown) => {
    if (isTrusted(event)) relay.unsubscribe(pageOf(event.sender), id);
  });
}

/** Ends what a document listens to when it is replaced, crashes or closes. */
export function endPagesOf(contents: WebContents, relay: Relay): void {
  const end = () => {
    relay.endPage(pageOf(contents));
    pages.set(contents, (pages.get(contents) ?? 0) + 1);
  };
  contents.on('did-navigate', end);
  contents.on('render-process-gone', end);
  contents.on('destroyed', end);
}
