import type { Evidence, HandshakeOutcome } from '../../../shared/model/readiness';
import { fact } from './evidence';
import type { BindingOutcome } from './facts';

/** "404 Not Found", or that no HTTP answer came. */
export const statusOf = ({ status, statusText }: HandshakeOutcome): string =>
  status === null ? 'no answer' : `${status} ${statusText}`.trim();

/** "https *:443:chat.example", as netsh and appcmd say it. */
export const bindingName = ({
  protocol,
  bindingInformation,
}: Pick<BindingOutcome, 'protocol' | 'bindingInformation'>): string => `${protocol} ${bindingInformation}`;

/** One row for one binding: what was asked, what came, and what that means. */
export function bindingEvidence(binding: BindingOutcome): Evidence {
  const { outcome } = binding;
  return fact(
    `${bindingName(binding)}: GET ${outcome.url}`,
    statusOf(outcome),
    `live handshake, ${Math.round(outcome.ms)} ms: ${outcome.diagnosis.sentence}`,
    { shouldBe: '101 Switching Protocols' },
  );
}
