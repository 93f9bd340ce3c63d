import type { ConfigDocument } from '../document';
import { shown } from '../names';
import { readValue, valueText } from '../settings/value';
import type { XmlElement } from '../xml/element';
import type { Report } from './report';
import type { Shape } from './shapes';

/** Compares an element, and all in it, with what the schema knows. */
export function checkElement(
  report: Report,
  document: ConfigDocument,
  element: XmlElement,
  shape: Shape,
): void {
  for (const name of element.attributeNames) {
    const rule = shape.rules.get(name);
    if (rule === undefined && shape.attributes.has(name)) continue;
    const value = element.get(name) ?? '';
    if (rule !== undefined && report.isGood(rule, value)) continue;
    const reading = rule === undefined ? undefined : readValue(rule, value);
    if (rule !== undefined && reading?.ok === true && rule.never?.value !== reading.value) {
      report.good(rule, value);
      continue;
    }
    const start = element.attribute(name)?.start ?? element.start;
    if (reading === undefined) {
      report.error(
        document,
        start,
        `<${element.name}> has no attribute "${shown(name)}" in IIS 10; correct or remove it.`,
      );
    } else if (!reading.ok) {
      report.error(
        document,
        start,
        `${name} of <${element.name}> ${reading.why}; ${quoted(value)} is not: correct it.`,
      );
    } else if (rule?.never !== undefined) {
      report.warning(
        document,
        start,
        `${name} of <${element.name}> is ${valueText(reading.value)}: ${rule.never.why}; raise it.`,
      );
    }
  }
  if (element.children.length > 0) checkChildren(report, document, element, shape);
}

function checkChildren(report: Report, document: ConfigDocument, element: XmlElement, shape: Shape): void {
  for (const child of element.children) {
    const inner = shape.children.get(child.name);
    if (inner === undefined) {
      if (child.name === 'EncryptedData') continue;
      report.error(
        document,
        child.start,
        `<${element.name}> has no element <${shown(child.name)}> in IIS 10; correct or remove it.`,
      );
      continue;
    }
    if (!shape.entries.has(child.name) && element.child(child.name) !== child) {
      report.error(
        document,
        child.start,
        `<${child.name}> stands twice in one <${element.name}>; remove one.`,
      );
    }
    checkElement(report, document, child, inner);
  }
}

/** Encrypted values are secrets even where they don't belong. */
const quoted = (value: string): string =>
  /\[enc:/i.test(value) ? 'an encrypted value' : `"${shown(value)}"`;
