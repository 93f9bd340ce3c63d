// A WebSocket echo of IIS Switchboard, for tests behind IIS. Needs Node 18 or later and no package.
// Port, strongest first: HTTP_PLATFORM_PORT (HttpPlatformHandler), PORT (iisnode: a named pipe), the first argument, 3000.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import process from 'node:process';

const MAX_MESSAGE_BYTES = 1024 * 1024;
/** RFC 6455, 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CLOSE = 8;
const PING = 9;
const PONG = 10;

const server = createServer((request, response) => {
  response.writeHead(400, { 'Content-Type': 'text/plain' });
  response.end('This address answers WebSocket requests only.\n');
});

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const key = request.headers['sec-websocket-key'] ?? '';
  const sound =
    request.headers.upgrade?.toLowerCase() === 'websocket' &&
    request.headers['sec-websocket-version'] === '13' &&
    Buffer.from(key, 'base64').length === 16;
  if (!sound) {
    socket.end('HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 13\r\nConnection: close\r\n\r\n');
    return;
  }
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  // No Sec-WebSocket-Extensions: compression breaks behind ARR.
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  serve(socket, head);
});

/** Answers frames until the socket ends. */
function serve(socket, head) {
  let waiting = head;
  let messageBytes = 0;
  let open = true;

  const send = (first, payload) => {
    const { length } = payload;
    const size =
      length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.alloc(3, 126) : Buffer.alloc(9, 127);
    if (size.length === 3) size.writeUInt16BE(length, 1);
    if (size.length === 9) size.writeBigUInt64BE(BigInt(length), 1);
    if (!socket.write(Buffer.concat([Buffer.from([first]), size, payload]))) {
      // A client that sends but does not read is not read from either.
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
  };
  const close = (payload) => {
    open = false;
    send(0x80 | CLOSE, payload);
    socket.end();
  };
  const fail = (code) => close(Buffer.from([code >> 8, code & 0xff]));

  const read = (data) => {
    waiting = Buffer.concat([waiting, data]);
    while (open) {
      const frame = takeFrame(waiting);
      if (frame === null) return;
      if (typeof frame === 'number') return fail(frame);
      waiting = waiting.subarray(frame.end);
      const { first, opcode, payload } = frame;
      // Half a close code is none (RFC 6455, 5.5.1).
      if (opcode === CLOSE) return payload.length === 1 ? fail(1002) : close(payload);
      if (opcode === PING) send(0x80 | PONG, payload);
      else if (opcode <= 2) {
        messageBytes = (opcode === 0 ? messageBytes : 0) + payload.length;
        if (messageBytes > MAX_MESSAGE_BYTES) return fail(1009);
        // The same opcode and the same end: binary stays binary, a fragment stays one.
        send(first, payload);
      } else if (opcode !== PONG) return fail(1002);
    }
  };
  socket.on('data', read);
  socket.on('end', () => socket.end());
  read(Buffer.alloc(0));
}

/** The first frame of what was received; null: it is not whole yet; a number: the close code of what is wrong with it. */
function takeFrame(data) {
  if (data.length < 2) return null;
  const first = data[0];
  const opcode = first & 0x0f;
  // Reserved bits need an extension, and a client masks what it sends (RFC 6455, 5.2 and 5.1).
  if ((first & 0x70) !== 0 || (data[1] & 0x80) === 0) return 1002;
  let length = data[1] & 0x7f;
  let at = 2;
  // A control frame is short and whole (5.5).
  if (opcode >= CLOSE && (length > 125 || (first & 0x80) === 0)) return 1002;
  if (length === 126) {
    if (data.length < 4) return null;
    length = data.readUInt16BE(2);
    at = 4;
  } else if (length === 127) {
    if (data.length < 10) return null;
    if (data.readBigUInt64BE(2) > BigInt(MAX_MESSAGE_BYTES)) return 1009;
    length = Number(data.readBigUInt64BE(2));
    at = 10;
  }
  if (data.length < at + 4 + length) return null;
  const mask = data.subarray(at, at + 4);
  const payload = Buffer.from(data.subarray(at + 4, at + 4 + length));
  for (let index = 0; index < payload.length; index += 1) payload[index] ^= mask[index & 3];
  return { first, opcode, payload, end: at + 4 + length };
}

const port = process.env['HTTP_PLATFORM_PORT'] ?? process.env['PORT'] ?? process.argv[2] ?? '3000';
// A number is a port, on this machine only: IIS stands in front. iisnode hands over the name of a pipe.
if (/^\d+$/.test(port)) server.listen(Number(port), '127.0.0.1');
else server.listen(port);
server.on('listening', () => {
  const address = server.address();
  console.log(`echo: listening on ${typeof address === 'string' ? address : `127.0.0.1:${address?.port}`}`);
});
