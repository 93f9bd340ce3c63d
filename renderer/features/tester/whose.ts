import type { TesterState } from '../../../shared/model/tester';
import { checkedUrl } from './connect/checked-url';

/** The address whose socket is shown, where another one is typed now: what is seen is no word on that one. */
export function shownElsewhere(state: TesterState | undefined, typed: string): string | null {
  if (state === undefined) return null;
  const asked = state.handshake?.redirects?.[0]?.url ?? state.url;
  // An opened session's address may have a mask in it, with which it can't be dialled.
  if (typed.trim() === asked) return null;
  const checked = checkedUrl(typed);
  return checked.ok && new URL(checked.value).href === hrefOf(asked) ? null : asked;
}

const hrefOf = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);
