/** How this program's handshakes name themselves (User-Agent, RFC 9110 §10.1.5), and its logs' reader tells them by. */
export const AGENT_NAME = 'IIS-Switchboard';
