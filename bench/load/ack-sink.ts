/**
 * A gateway that keeps nothing: answers every frame at once. It tells how fast the load generator
 * itself can be, so that its ceiling is not taken for the gateway's.
 *
 *   node bench/load/ack-sink.ts [port]         prints its port, stops with its standard input
 */
import { type AddressInfo, createServer } from 'node:net';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import {
  ACK_FRAME_BYTES_MAX,
  ACK_RESULT,
  buildRegistrationReply,
  REGISTRATION_RESULT,
  writeAck,
} from '#ingest/protocols/jt808/replies.ts';

const header = newHeader();
const ignore = () => {};

const server = createServer({ noDelay: true }, (socket) => {
  const framer = new Framer();
  socket.on('error', ignore);
  socket.on('data', (chunk: Buffer) => {
    let out = Buffer.allocUnsafe(4_096);
    let at = 0;
    framer.push(
      chunk,
      (bytes, start, end) => {
        readHeader(bytes, start, end, header);
        if (header.messageId === 0x0100) {
          socket.write(buildRegistrationReply(header, REGISTRATION_RESULT.ok, 'load', 0));
          return;
        }
        if (at + ACK_FRAME_BYTES_MAX > out.length) {
          socket.write(out.subarray(0, at));
          out = Buffer.allocUnsafe(4_096);
          at = 0;
        }
        at = writeAck(out, at, header, ACK_RESULT.ok, 0);
      },
      ignore,
    );
    if (at > 0) socket.write(out.subarray(0, at));
  });
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});
process.stdin.on('end', () => process.exit(0)).resume();
