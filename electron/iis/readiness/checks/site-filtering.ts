import { count, embed, number } from '../../../../shared/words';
import type { Fix } from '../../../../shared/model/readiness';
import { entriesOf, fold, numberOf, whyUnknown } from '../../config';
import type { Entry } from '../../config';
import type { SettingValue } from '../../../../shared/model/settings';
import { sectionCost } from '../cost';
import { fact, fromEntry, fromSetting } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { applicationsUnder } from '../touches';
import { unknown } from './missing';

const SECTION = 'system.webServer/security/requestFiltering';
const MAX_URL = 'requestFiltering.requestLimits.maxUrl';
const MAX_QUERY = 'requestFiltering.requestLimits.maxQueryString';
/** An access token of SignalR stands in the query, and grows with the roles in it. */
const NEARLY = 0.75;

/** Request filtering refuses a handshake as any request, before the WebSocket module: by length, verb or part of the path. */
export const siteFiltering: CheckDefinition = {
  id: 'site.filtering',
  station: 'site',
  title: 'Request filtering',
  blocking: false,
  subject: 'request filtering',
  run(scene) {
    const { application, name, facts } = scene;
    if (application === null) return null;
    if (facts.config.sections.size > 0 && !facts.config.sections.has(SECTION)) return null;
    const maxUrl = scene.appSetting(MAX_URL);
    const maxQuery = scene.appSetting(MAX_QUERY);
    const urlLimit = numberOf(maxUrl);
    const queryLimit = numberOf(maxQuery);
    if (maxUrl === null || maxQuery === null || urlLimit === null || queryLimit === null)
      return unknown(
        `What request filtering lets through to ${name} is unknown: ${embed(whyUnknown(urlLimit === null ? maxUrl : maxQuery))}.`,
      );
    const evidence = [fromSetting(maxUrl), fromSetting(maxQuery)];
    const denied = deniedBy(scene, application.path);
    if (denied !== null) return { ...denied, evidence: [...evidence, ...denied.evidence] };
    const address = facts.address?.path ?? null;
    if (address === null)
      return withoutAddress(scene, application.path, { maxUrl, urlLimit, queryLimit }, evidence);
    const [path = '', query = ''] = split(address);
    const whole = application.path === '/' ? path : application.path + path;
    if (whole.length > urlLimit)
      return tooLong(scene, {
        setting: maxUrl,
        is: whole.length,
        limit: urlLimit,
        what: 'path',
        code: '404.14',
      });
    if (query.length > queryLimit)
      return tooLong(scene, {
        setting: maxQuery,
        is: query.length,
        limit: queryLimit,
        what: 'query',
        code: '404.15',
      });
    if (query.length > queryLimit * NEARLY)
      return {
        state: 'warning',
        sentence: `The query of the socket's address has ${number(query.length)} of the ${number(queryLimit)} bytes that request filtering lets through to ${name}; beyond it a handshake is answered with 404.15.`,
        note: 'nearly too long',
        evidence,
        cause: `its socket's query is nearly as long as request filtering allows`,
      };
    return {
      state: 'good',
      sentence: `Request filtering lets the socket's address through: path and query are within ${number(urlLimit)} and ${number(queryLimit)} bytes.`,
      evidence,
    };
  },
};

/** What Socket.IO asks for, the longest of the usual addresses without a token. */
const USUAL_PATH = '/socket.io/';
const USUAL_QUERY = 'EIO=4&transport=websocket';

/** Without the socket's own address: a limit that no address gets through, or not even a usual one. */
function withoutAddress(
  scene: Scene,
  path: string,
  { maxUrl, urlLimit, queryLimit }: { maxUrl: SettingValue; urlLimit: number; queryLimit: number },
  evidence: Finding['evidence'],
): Finding {
  const { name } = scene;
  if (path.length > urlLimit)
    return tooLong(scene, {
      setting: maxUrl,
      is: path.length,
      limit: urlLimit,
      what: 'path',
      code: '404.14',
    });
  const usual = (path === '/' ? '' : path.replace(/\/$/, '')) + USUAL_PATH;
  if (usual.length > urlLimit || USUAL_QUERY.length > queryLimit)
    return {
      state: 'warning',
      sentence: `Request filtering lets only ${count(urlLimit, 'byte')} of path (maxUrl) and ${number(queryLimit)} of query (maxQueryString) through to ${name}; a usual address such as ${usual}?${USUAL_QUERY} has ${number(usual.length)} and ${number(USUAL_QUERY.length)} and is answered with 404.14 or 404.15: enter the socket's own path, so that it can be held against that.`,
      note: 'short limit',
      evidence,
      cause: 'request filtering lets only very short addresses through',
    };
  return {
    state: 'good',
    sentence: `Request filtering lets addresses of up to ${number(urlLimit)} bytes and queries of up to ${number(queryLimit)} through to ${name}; a longer one, such as a long access token, is answered with 404.14 or 404.15.`,
    evidence,
  };
}

function split(address: string): string[] {
  const at = address.indexOf('?');
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

interface TooLong {
  setting: SettingValue;
  is: number;
  limit: number;
  what: 'path' | 'query';
  code: string;
}

function tooLong(scene: Scene, { setting, is, limit, what, code }: TooLong): Finding {
  const attribute = setting.name.slice(setting.name.lastIndexOf('.') + 1);
  const least = scene.facts.address == null ? ' at least' : '';
  const finding: Finding = {
    state: 'broken',
    blocking: true,
    sentence: `The ${what} of the socket's address has ${count(is, 'byte')}${least}, but request filtering lets ${number(limit)} through to ${scene.name} (${attribute}), so the handshake is answered with ${code}.`,
    note: code,
    evidence: [fromSetting(setting, `${number(is)} or more`)],
    cause: `its socket's ${what} is longer than request filtering allows (${attribute} ${number(limit)})`,
  };
  // A web.config comes after applicationHost.config: nothing written there would win over it.
  if (setting.source?.layer === 'web.config') return finding;
  return { ...finding, fix: raise(scene, setting, attribute, is) };
}

/** Twice what is needed, in whole kilobytes, and no less than IIS's own default: the next token is longer. */
function raise(scene: Scene, { name, default: usual }: SettingValue, attribute: string, is: number): Fix {
  const value = String(Math.max(Number(usual), Math.ceil((is * 2) / 1024) * 1024));
  return {
    title: `Let longer addresses through to ${scene.name}`,
    changes: [{ kind: 'config', edit: { kind: 'set', target: scene.target, setting: name, value } }],
    touches: applicationsUnder(scene.facts.config, scene.name),
    cost: `${sectionCost(scene, `the applications under ${scene.name}`)}; ${attribute} becomes ${number(Number(value))} bytes`,
    weight: 'blocks',
  };
}

/** A verb, extension or part of the path that is shut out. */
function deniedBy(scene: Scene, path: string): Finding | null {
  const { config, site, address } = scene.facts;
  const target = { kind: 'application', site, path } as const;
  const inList = (below: string, keys: string[]): readonly Entry[] =>
    entriesOf(config, target, SECTION, { below: [below], keys }).entries;
  const verb = inList('verbs', ['verb']).find(
    ({ element }) => fold(element.get('verb') ?? '') === 'get' && isFalse(element.get('allowed')),
  );
  if (verb) return denial(scene, verb, 'verb', 'the verb GET, which every handshake is', '404.6');
  if (address == null) return null;
  const parts = (split(address.path)[0] ?? '').split('/').filter(Boolean);
  const hidden = inList('hiddenSegments', ['segment']).find(({ element }) =>
    parts.some((part) => fold(part) === fold(element.get('segment') ?? '')),
  );
  if (hidden)
    return denial(
      scene,
      hidden,
      'segment',
      `the hidden segment ${hidden.element.get('segment') ?? ''}`,
      '404.8',
    );
  const extension = /\.[^./]+$/.exec(parts.at(-1) ?? '')?.[0];
  const shut = inList('fileExtensions', ['fileExtension']).find(
    ({ element }) =>
      extension !== undefined &&
      fold(element.get('fileExtension') ?? '') === fold(extension) &&
      isFalse(element.get('allowed')),
  );
  return shut ? denial(scene, shut, 'fileExtension', `the extension ${extension ?? ''}`, '404.7') : null;
}

const isFalse = (text: string | undefined): boolean => text?.toLowerCase() === 'false';

function denial(scene: Scene, entry: Entry, attribute: string, what: string, code: string): Finding {
  return {
    state: 'broken',
    blocking: true,
    sentence: `Request filtering shuts out ${what}, so a handshake with ${scene.name} is answered with ${code}.`,
    note: code,
    evidence: [fromEntry(attribute, entry, attribute), fact('answer', code, 'request filtering')],
    cause: `request filtering shuts out ${what}`,
  };
}
