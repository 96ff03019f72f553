// Reference: y-websocket's own server, which relays and stores nothing.
process.env.HOST = '127.0.0.1';
const { createRequire } = await import('node:module');
createRequire(import.meta.url)('./node_modules/y-websocket/bin/server.cjs');
