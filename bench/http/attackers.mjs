// A process of its own, so that it costs the one who measures no time: clients that rest, and clients whose heads never end.
// Arguments: port, number at rest, number with slow heads. They come from addresses 127.2.x.y and come back when they are closed.
import net from 'node:net';

const [port, resting, slow] = process.argv.slice(2).map(Number);
let closed = 0;
function attack(at, isSlow) {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress: `127.2.${at >> 7}.${1 + (at & 127)}` });
  let timer;
  socket.on('connect', () => {
    if (!isSlow) return;
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nA: ');
    timer = setInterval(() => socket.write('a'), 500);
  });
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.on('close', () => {
    ++closed;
    clearInterval(timer);
    setTimeout(attack, 200, at, isSlow);
  });
}
for (let at = 0; at < resting + slow; ++at) attack(at, at >= resting);
setTimeout(() => process.send('ready'), 1000);
process.on('message', () => process.send({ closed }, () => process.exit(0)));
process.on('disconnect', () => process.exit(0));
