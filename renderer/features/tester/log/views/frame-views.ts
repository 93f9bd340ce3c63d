import type { FrameDetail } from '../../../../../shared/model/tester';

export type View = 'text' | 'json' | 'hex' | 'picture' | 'decoded';

/** The ways in which a payload can be shown, the best to begin with last. */
export function viewsOf({ text, json, image, decoded, size }: FrameDetail): View[] {
  if (size === 0) return [];
  const views: View[] = ['hex'];
  if (text !== null) views.push('text');
  if (json) views.push('json');
  if (image) views.push('picture');
  if (decoded) views.push('decoded');
  return views;
}

/** A close code and bytes that happen to be text are looked at as what they are. */
export function suggestedView(frame: FrameDetail): View {
  const views = viewsOf(frame);
  const best = views.at(-1) ?? 'hex';
  if (best !== 'text') return best;
  return frame.opcode === 'text' || frame.opcode === 'close' ? 'text' : 'hex';
}

export function viewWords(view: View, frame: FrameDetail): string {
  if (view === 'decoded') return frame.decoded?.protocol.replace(/,.*/, '') ?? '';
  return { text: 'Text', json: 'JSON', hex: 'Hex', picture: 'Picture' }[view];
}
