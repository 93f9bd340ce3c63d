import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CertificateInfo, TlsReport } from '../../shared/model/connect';
import { list } from '../../shared/words';
import { certificateFaults } from './certificate-faults';

/** No chain is longer; a server could send a loop. */
const MAX_CHAIN = 10;

/** A handshake that broke off after the server's certificate had come: Node judges only finished ones. */
export const NOT_JUDGED = 'ERR_TLS_NOT_JUDGED';

/**
 * What is known of a TLS connection. `problem`: code of why it isn't trusted here by itself, null when it is. `judged`:
 * the name and the authorities it was held against.
 */
export function tlsReportOf(
  socket: TLSSocket,
  serverName: string,
  problem: string | null,
  judged: Parameters<typeof certificateFaults>[2],
): TlsReport {
  const chain: X509Certificate[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate && chain.length < MAX_CHAIN) {
    const { fingerprint256 } = certificate;
    if (chain.some((one) => one.fingerprint256 === fingerprint256)) break;
    chain.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  const problems = problem === null ? [] : certificateFaults(chain, problem, judged);
  return {
    version: socket.getProtocol(),
    cipher: cipherOf(socket),
    serverName,
    trusted: problem === null,
    problem: problem === null ? null : list(problems),
    problems,
    chain: chain.map(infoOf),
  };
}

/** Before the handshake is through there is none, whatever the types say. */
function cipherOf(socket: TLSSocket): string | null {
  const cipher: unknown = socket.getCipher();
  const name: unknown =
    typeof cipher === 'object' && cipher !== null ? Reflect.get(cipher, 'standardName') : null;
  return typeof name === 'string' ? name : null;
}

/** Node gives the code as text, or an error that has it. */
export function problemCode(socket: TLSSocket): string | null {
  const problem: unknown = socket.authorizationError;
  if (typeof problem === 'string') return problem;
  const code: unknown = problem instanceof Error ? Reflect.get(problem, 'code') : undefined;
  return typeof code === 'string' ? code : null;
}

function infoOf(certificate: X509Certificate): CertificateInfo {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate.subjectAltName ?? ''),
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}

/** One attribute a line, the most general first; `undefined` in spite of the types where a certificate has none. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ');
}

/** "DNS:a, IP Address:1.2.3.4"; what could hold a comma is quoted as JSON text. */
function namesOf(text: string): string[] {
  return text.match(/(?:[^",]|"(?:[^"\\]|\\.)*")+/g)?.map((name) => name.trim()) ?? [];
}
