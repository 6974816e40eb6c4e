// The reference's stack: relays what a member says to the room and acknowledges it. Checks and stores nothing.

import {createServer} from 'node:http';
import {Server} from 'socket.io';

const http = createServer();
const io = new Server(http, {transports: ['websocket'], perMessageDeflate: false});

io.on('connection', (socket) => {
  const [room, name] = ['room', 'name'].map((key) => String(socket.handshake.query[key]));
  socket.join(room);
  socket.on('chat', (text, acknowledge) => {
    io.to(room).emit('chat', {id: crypto.randomUUID(), name, text, at: Date.now()});
    acknowledge();
  });
  socket.on('edit', (update, acknowledge) => {
    socket.to(room).emit('edit', update);
    acknowledge();
  });
  socket.on('presence', (presence) => socket.to(room).emit('presence', presence));
});

http.listen(0, '127.0.0.1', () => {
  const {port} = /** @type {import('node:net').AddressInfo} */ (http.address());
  process.send({url: `http://127.0.0.1:${port}`});
});
