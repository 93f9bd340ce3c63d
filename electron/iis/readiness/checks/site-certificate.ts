import { list } from '../../../../shared/words';
import type { Network } from '../../../../shared/model/machine';
import { fact } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { unknown } from './missing';
import { webBindings } from './web-bindings';
import { fold } from '../../config';

const DAY_MS = 86_400_000;
const SOON_MS = 30 * DAY_MS;
/** What the reading says of a binding that has none. */
const NONE = ['no certificate is bound', 'the certificate is not in its store'];

type Certificate = Network['certificates'][number];

/** wss:// needs a certificate that is there and in date: HTTP.sys ends the connection before any request without one. */
export const siteCertificate: CheckDefinition = {
  id: 'site.certificate',
  station: 'site',
  title: 'Certificate',
  blocking: false,
  subject: 'certificate',
  run(scene) {
    const bindings = webBindings(scene);
    const secure = bindings.filter(({ protocol }) => protocol.toLowerCase() === 'https');
    if (secure.length === 0) return null;
    const { server, network } = scene.facts;
    if (server === 'practice') return null;
    if (network == null)
      return unknown(
        server === 'file'
          ? `The certificates of the https bindings of ${scene.facts.site} stand in Windows, not in the file.`
          : `The certificates of the https bindings of ${scene.facts.site} were not read (yet).`,
      );
    const found = secure.map(({ bindingInformation }) => ({
      bindingInformation,
      certificate: network.certificates.find(
        (each) =>
          fold(each.site) === fold(scene.facts.site) && each.bindingInformation === bindingInformation,
      ),
    }));
    const evidence = found.map(({ bindingInformation, certificate }) =>
      fact(`https ${bindingInformation}`, said(certificate), 'certificate store', { shouldBe: 'in date' }),
    );
    const none = found.filter(({ certificate }) => NONE.includes(certificate?.error ?? ''));
    // Where http is there as well, ws:// still works.
    const blocking = secure.length === bindings.length && none.length === secure.length;
    if (none.length > 0)
      return {
        state: 'broken',
        blocking,
        sentence: `No certificate is in place for https ${list(none.map((each) => each.bindingInformation))}, so a wss:// connection to it ends before the handshake.`,
        note: 'no certificate',
        evidence,
        cause: 'an https binding has no certificate',
      };
    const gap = found.find(({ certificate }) => certificate?.notAfter == null);
    if (gap)
      return unknown(
        `Whether the certificate of https ${gap.bindingInformation} is in date is unknown: ${gap.certificate?.error ?? 'it was not read'}.`,
        { evidence },
      );
    return inDate(
      scene,
      found.flatMap(({ certificate }) => certificate ?? []),
      evidence,
    );
  },
};

const said = (certificate: Certificate | undefined): string =>
  certificate?.notAfter == null
    ? (certificate?.error ?? 'not read')
    : `${certificate.subject ?? 'no subject'}, until ${certificate.notAfter.slice(0, 10)}`;

/** Held against the server's own clock, never against the one here. */
function inDate(scene: Scene, certificates: readonly Certificate[], evidence: Finding['evidence']): Finding {
  const clock = scene.facts.environment?.clock.utc ?? scene.facts.runtime?.at;
  const now = clock === undefined ? NaN : Date.parse(clock);
  const left = certificates.map(({ notAfter }) => Date.parse(notAfter ?? '') - now);
  const shortest = Math.min(...left);
  if (Number.isNaN(shortest))
    return unknown("Whether the certificates are in date is unknown: the server's clock was not read.", {
      evidence,
    });
  if (shortest <= 0)
    return {
      state: 'broken',
      sentence: `A certificate of ${scene.facts.site} is out of date: browsers refuse the wss:// connection without asking, as a socket has no page to ask on.`,
      note: 'out of date',
      evidence,
      cause: 'a certificate is out of date',
    };
  if (shortest < SOON_MS)
    return {
      state: 'warning',
      sentence: `A certificate of ${scene.facts.site} ends in ${Math.ceil(shortest / DAY_MS)} days; from then on browsers refuse its wss:// connections.`,
      note: 'ends soon',
      evidence,
      cause: `a certificate ends in ${Math.ceil(shortest / DAY_MS)} days`,
    };
  return {
    state: 'good',
    sentence: `Every https binding of ${scene.facts.site} has a certificate that is in date.`,
    evidence,
  };
}
