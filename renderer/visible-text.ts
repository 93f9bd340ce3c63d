import { visible } from '../shared/visible';

const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['title'],
};

/**
 * Shows what can't be seen (see `visible`) in every text and tooltip below `root`, whoever draws it: names and payloads
 * stand in hundreds of places. It happens before the next frame. React writes a text anew whenever it changes, so it
 * is never out of step with one that was rewritten here. What is typed into a field is left alone. Answers its end.
 */
export function keepTextVisible(root: Node): () => void {
  show(root);
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'childList') addedNodes.forEach(show);
      else showOne(target);
    }
  });
  observer.observe(root, WATCHED);
  return () => observer.disconnect();
}

function show(node: Node): void {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let each: Node | null = walker.currentNode; each !== null; each = walker.nextNode()) showOne(each);
}

function showOne(node: Node): void {
  if (node instanceof Text) {
    const seen = visible(node.data);
    if (seen !== node.data && !(node.parentNode instanceof HTMLTextAreaElement)) node.data = seen;
  } else if (node instanceof Element) {
    const title = node.getAttribute('title');
    const seen = title === null ? null : visible(title);
    if (seen !== null && seen !== title) node.setAttribute('title', seen);
  }
}
