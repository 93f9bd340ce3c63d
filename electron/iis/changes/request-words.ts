import { AppError } from '../../../shared/errors';
import type { ConfigTarget } from '../../../shared/model/common';
import type { ChangeRequest, ServerAction } from '../../../shared/model/readiness';
import type { ConfigEdit, ElementRef } from '../../../shared/model/settings';
import type { ConfigPart, SiteFileChange } from '../../../shared/model/site-files';
import { isSecretName, isSecretValue } from '../../storage/mask-secrets';
import { fold } from '../config/names';

/** What a pending change is about; two of the same key can't both be wanted, the later one wins. */
export function requestKey(request: ChangeRequest): string {
  if (request.kind === 'action')
    return JSON.stringify(['action', ...Object.values(request.action).map((value) => fold(String(value)))]);
  if (request.kind === 'file') {
    const { place, content, recipe } = request.file;
    const { site, application, name } = place;
    // Two recipes may each merge into one web.config; a new file is there once.
    const owner = content.kind === 'merge' ? [recipe?.id ?? ''] : [];
    return JSON.stringify(['file', fold(site), fold(application), fold(name), content.kind, ...owner]);
  }
  const { edit } = request;
  if (edit.kind === 'set' || edit.kind === 'reset') {
    return JSON.stringify(['setting', ...targetParts(edit.target), fold(edit.setting)]);
  }
  const { location, section, element, attributes } = edit.ref;
  const named = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(['element', location === undefined ? null : fold(location), section, element, named]);
}

function targetParts(target: ConfigTarget): string[] {
  switch (target.kind) {
    case 'server':
      return ['server'];
    case 'pool':
      return ['pool', fold(target.pool)];
    case 'site':
      return ['site', fold(target.site)];
    case 'application':
      return ['application', fold(target.site), fold(target.path)];
  }
}

/** The object of a setting as its administrator calls it. */
export function targetName(target: ConfigTarget): string {
  switch (target.kind) {
    case 'server':
      return 'the server';
    case 'pool':
      return target.pool;
    case 'site':
      return target.site;
    case 'application':
      return `${target.site}${target.path}`;
  }
}

export interface RequestWords {
  object: string;
  setting: string;
  old: string | null;
  new: string | null;
  sentence: string;
}

/** What is asked, said without a configuration at hand: it can't be read, or the object is gone. */
export function requestWords(request: ChangeRequest): RequestWords {
  if (request.kind === 'action') return actionWords(request.action);
  if (request.kind === 'file') return fileWords(request.file);
  const { edit } = request;
  if (edit.kind === 'set' || edit.kind === 'reset') {
    const object = targetName(edit.target);
    const value = edit.kind === 'set' ? edit.value : null;
    const said = value === null ? 'back to what it inherits' : `→ ${value}`;
    const sentence = `${object}: ${edit.setting} ${said}`;
    return { object, setting: edit.setting, old: null, new: value, sentence };
  }
  const { ref } = edit;
  const object = ref.location === undefined ? ref.section : `location ${ref.location}`;
  const element = elementText(ref);
  const verb = edit.kind === 'add-element' ? 'add' : 'take away';
  const sides = edit.kind === 'add-element' ? { old: null, new: element } : { old: element, new: null };
  return {
    object,
    setting: ref.section,
    ...sides,
    sentence: `${object}: ${verb} ${element} in ${ref.section}`,
  };
}

function elementText({ element, attributes }: ElementRef): string {
  const text = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${element}${text.join('')}>`;
}

function fileWords({ place, content }: SiteFileChange): RequestWords {
  const object = `${place.site}${place.application}`;
  if (content.kind === 'new')
    return {
      object,
      setting: place.name,
      old: 'no file',
      new: 'placed',
      sentence: `${object}: place ${place.name}`,
    };
  const sections = content.sections.map(({ section }) => section.slice(section.indexOf('/') + 1));
  return {
    object,
    setting: place.name,
    old: null,
    new: sections.join(', '),
    sentence: `${object}: put ${sections.join(', ')} into ${place.name}`,
  };
}

/** An action in words: `sentence` is what will be done. */
export function actionWords(action: ServerAction): RequestWords {
  switch (action.kind) {
    case 'install-feature':
      return {
        object: 'the server',
        setting: action.feature,
        old: 'not installed',
        new: 'installed',
        sentence: `Install the role service ${action.feature}`,
      };
    case 'uninstall-feature':
      return {
        object: 'the server',
        setting: action.feature,
        old: 'installed',
        new: 'not installed',
        sentence: `Uninstall the role service ${action.feature}`,
      };
    case 'start-site':
      return act(action.site, 'state', 'Started', `Start the site ${action.site}`);
    case 'stop-site':
      return act(action.site, 'state', 'Stopped', `Stop the site ${action.site}`);
    case 'start-pool':
      return act(action.pool, 'state', 'Started', `Start the application pool ${action.pool}`);
    case 'stop-pool':
      return act(action.pool, 'state', 'Stopped', `Stop the application pool ${action.pool}`);
    case 'recycle-pool':
      return act(action.pool, 'worker process', 'new', `Recycle the application pool ${action.pool}`);
    case 'add-firewall-rule':
      return act(
        'the server',
        `firewall, TCP ${action.port}`,
        'allowed',
        `Add a firewall rule that allows TCP ${action.port} in`,
      );
    case 'remove-firewall-rule':
      return act(
        'the server',
        `firewall, TCP ${action.port}`,
        'no rule of ours',
        `Remove our firewall rule for TCP ${action.port}`,
      );
    case 'add-http-timeout':
      return act(
        'the server',
        `HTTP.sys ${action.timeout}`,
        `${action.seconds} s`,
        `Set the HTTP.sys ${action.timeout} to ${action.seconds} s`,
      );
    case 'delete-http-timeout':
      return act(
        'the server',
        `HTTP.sys ${action.timeout}`,
        'its default',
        `Put the HTTP.sys ${action.timeout} back to its default`,
      );
  }
}

function act(object: string, setting: string, value: string, sentence: string): RequestWords {
  return { object, setting, old: null, new: value, sentence };
}

/**
 * Refuses what would carry a secret into the pending list, the plan and the journal: those are kept and shown.
 * Throws `value-invalid`.
 */
export function refuseSecrets(request: ChangeRequest): void {
  if (request.kind === 'action') return;
  const secret = request.kind === 'file' ? holdsSecret(request.file) : isSecretEdit(request.edit);
  if (!secret) return;
  throw new AppError(
    'value-invalid',
    'Passwords, connection strings and application settings are not changed here.',
    {
      fix: 'Set it in IIS Manager, which keeps it encrypted.',
    },
  );
}

function holdsSecret({ content }: SiteFileChange): boolean {
  if (content.kind === 'new') return false;
  const bad = ({ attributes, children }: Pick<ConfigPart, 'attributes' | 'children'>): boolean =>
    Object.entries(attributes).some(([name, value]) => isSecretName(name) || isSecretValue(value)) ||
    children.some((child) => SECRET_LISTS.test(child.element) || bad(child));
  return content.sections.some((part) => SECRET_LISTS.test(part.section) || bad(part));
}

const SECRET_LISTS = /(?:appSettings|connectionStrings|environmentVariables)$/i;

function isSecretEdit(edit: ConfigEdit): boolean {
  return edit.kind === 'set' || edit.kind === 'reset'
    ? isSecretName(edit.setting) || (edit.kind === 'set' && isSecretValue(edit.value))
    : SECRET_LISTS.test(edit.ref.section) ||
        Object.entries(edit.ref.attributes).some(
          ([name, value]) => isSecretName(name) || isSecretValue(value),
        );
}
